// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.impl.delta.PageAnswers.last;
import static org.drivechange.impl.delta.PageAnswers.tokenOf;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.graph.GraphFailure;
import org.junit.jupiter.api.Test;

/** Steps that fail, positions that cannot be saved, and stops. */
class DeliveryTest {

    private DeltaMachineHarness reader = DeltaMachineHarness.latest();

    private void deliverThreeItems() {
        reader.started();
        reader.delivers(false);
        reader.answer(last("2", "a", "b", "c"));
        reader.signal(new DeltaSignal.ReadRequested());
    }

    private void fail(int step) {
        reader.signal(new DeltaSignal.StepFailed(reader.call(), step, StepFailure.of("Bean#method", new Exception())));
    }

    private void assertNotSaved() {
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("start");
    }

    @Test
    void page_is_delivered_before_its_position_is_saved() {
        deliverThreeItems();
        assertNotSaved();
        reader.signal(new DeltaSignal.Delivered(reader.call()));
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("2");
        assertThat(reader.commands(DeltaCommand.ReportPage.class))
                .extracting(DeltaCommand.ReportPage::items)
                .containsExactly(3);
    }

    @Test
    void failed_step_is_delivered_again_after_doubling_delays_for_ever() {
        deliverThreeItems();
        for (int failure = 0; failure < 20; failure++) {
            fail(2);
            Duration expected = Duration.ofSeconds(Math.min(300, 1L << Math.min(failure, 10)));
            assertThat(reader.tick()).isEqualTo(expected);
            assertThat(reader.lastCommand(DeltaCommand.Deliver.class).step()).isEqualTo(2);
        }
        assertNotSaved();
        assertThat(reader.links()).containsExactly("latest", "start");
    }

    @Test
    void first_failure_is_an_error_repeats_are_debug_lines_and_the_recovery_is_an_info_line() {
        deliverThreeItems();
        fail(2);
        reader.tick();
        fail(2);
        reader.tick();
        reader.signal(new DeltaSignal.Delivered(reader.call()));
        assertThat(reader.commands(DeltaCommand.ReportStepFailure.class))
                .extracting(DeltaCommand.ReportStepFailure::level)
                .containsExactly(Level.ERROR, Level.DEBUG);
        assertThat(reader.lastCommand(DeltaCommand.Log.class).level()).isEqualTo(Level.INFO);
        assertThat(reader.commands(DeltaCommand.ReportRecovery.class)).hasSize(1);
    }

    @Test
    void later_step_that_fails_is_delivered_again_without_the_steps_before_it() {
        deliverThreeItems();
        fail(1);
        reader.tick();
        fail(3);
        assertThat(reader.tick()).isEqualTo(Duration.ofSeconds(1));
        assertThat(reader.lastCommand(DeltaCommand.Deliver.class).step()).isEqualTo(3);
    }

    @Test
    void requested_read_repeats_a_failed_delivery_at_once() {
        deliverThreeItems();
        fail(2);
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(reader.phase()).isEqualTo("Delivering");
        assertThat(reader.lastCommand(DeltaCommand.Deliver.class).step()).isEqualTo(2);
    }

    @Test
    void notification_does_not_repeat_a_failed_delivery() {
        deliverThreeItems();
        fail(2);
        reader.signal(new DeltaSignal.Notified());
        assertThat(reader.phase()).isEqualTo("Redelivering");
    }

    @Test
    void step_that_has_used_its_attempts_is_skipped() {
        reader = new DeltaMachineHarness(DeltaTestSettings.of(DeltaSettings.Start.LATEST, Duration.ZERO, 3, 0));
        deliverThreeItems();
        fail(2);
        reader.tick();
        fail(2);
        reader.tick();
        fail(2);
        assertThat(reader.phase()).isEqualTo("Delivering");
        assertThat(reader.lastCommand(DeltaCommand.Deliver.class).step()).isEqualTo(3);
        DeltaCommand.ReportStepFailure skipped = reader.lastCommand(DeltaCommand.ReportStepFailure.class);
        assertThat(skipped.level()).isEqualTo(Level.ERROR);
        assertThat(skipped.event()).isEqualTo("item b");
        reader.signal(new DeltaSignal.Delivered(reader.call()));
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("2");
    }

    @Test
    void last_step_that_is_skipped_acknowledges_the_page() {
        reader = new DeltaMachineHarness(DeltaTestSettings.of(DeltaSettings.Start.LATEST, Duration.ZERO, 1, 0));
        deliverThreeItems();
        fail(3);
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("2");
    }

    @Test
    void skipped_page_event_names_the_items() {
        reader = new DeltaMachineHarness(DeltaTestSettings.of(DeltaSettings.Start.LATEST, Duration.ZERO, 1, 0));
        deliverThreeItems();
        fail(0);
        assertThat(reader.lastCommand(DeltaCommand.ReportStepFailure.class).event())
                .contains("a, b, c");
        assertThat(reader.lastCommand(DeltaCommand.Deliver.class).step()).isEqualTo(1);
    }

    @Test
    void fault_of_DriveChange_is_no_attempt_of_an_observer() {
        reader = new DeltaMachineHarness(DeltaTestSettings.of(DeltaSettings.Start.LATEST, Duration.ZERO, 1, 0));
        deliverThreeItems();
        for (int i = 0; i < 3; i++) {
            reader.signal(new DeltaSignal.StepFailed(reader.call(), 1, StepFailure.internal(new OutOfMemoryError())));
            assertThat(reader.phase()).isEqualTo("Redelivering");
            reader.tick();
        }
        fail(1);
        assertThat(reader.phase()).as("skipped").isEqualTo("Delivering");
        assertThat(reader.lastCommand(DeltaCommand.Deliver.class).step()).isEqualTo(2);
    }

    @Test
    void page_with_a_skipped_step_is_not_logged_as_a_recovery() {
        DeltaMachineHarness skipping =
                new DeltaMachineHarness(DeltaTestSettings.of(DeltaSettings.Start.LATEST, Duration.ZERO, 1, 0));
        skipping.started();
        skipping.delivers(false);
        skipping.answer(PageAnswers.last("2", "a"));
        skipping.signal(new DeltaSignal.ReadRequested());
        skipping.signal(new DeltaSignal.StepFailed(skipping.call(), 1, StepFailure.of("Bean#method", new Exception())));
        assertThat(skipping.phase()).isEqualTo("Waiting");
        assertThat(skipping.commands(DeltaCommand.ReportRecovery.class)).hasSize(1);
        assertThat(skipping.commands(DeltaCommand.Log.class))
                .noneMatch(line -> line.message().contains("return normally again"));
    }

    private void failSave() {
        reader.signal(new DeltaSignal.PositionFailed(
                reader.call(), new GraphFailure(ErrorCode.POSITION_FAILED, "disk full")));
    }

    @Test
    void failed_save_is_repeated_without_another_delivery() {
        deliverThreeItems();
        reader.saves(false);
        reader.signal(new DeltaSignal.Delivered(reader.call()));
        failSave();
        assertThat(reader.tick()).isEqualTo(Duration.ofSeconds(1));
        failSave();
        reader.saves(true);
        assertThat(reader.tick()).isEqualTo(Duration.ofSeconds(2));
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("2");
        assertThat(reader.commands(DeltaCommand.Deliver.class)).hasSize(1);
        assertThat(reader.warnings()).containsExactly(ErrorCode.POSITION_FAILED);
        assertThat(reader.commands(DeltaCommand.ReportRecovery.class)).hasSize(1);
    }

    @Test
    void reader_whose_position_was_taken_over_reads_no_more() {
        deliverThreeItems();
        reader.saves(false);
        reader.signal(new DeltaSignal.Delivered(reader.call()));
        reader.signal(new DeltaSignal.PositionSaved(reader.call(), false));
        assertThat(reader.commands(DeltaCommand.ReleasePosition.class)).hasSize(1);
        assertThat(reader.lastCommand(DeltaCommand.Log.class).message())
                .startsWith(ErrorCode.POSITION_TAKEN_OVER.message(""))
                .contains("drivechange.application");
        reader.signal(new DeltaSignal.ReadRequested());
        reader.signal(new DeltaSignal.ResyncRequested());
        reader.signal(new DeltaSignal.Notified());
        assertThat(reader.due()).isEqualTo(Instant.MAX);
        assertThat(reader.links()).containsExactly("latest", "start");
    }
}
