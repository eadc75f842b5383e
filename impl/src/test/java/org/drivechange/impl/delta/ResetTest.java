// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.impl.delta.PageAnswers.failure;
import static org.drivechange.impl.delta.PageAnswers.last;
import static org.drivechange.impl.delta.PageAnswers.page;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.drivechange.DriveReset;
import org.drivechange.DriveReset.Reason;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.drive.DeltaSettings;
import org.junit.jupiter.api.Test;

/** Requested resyncs, and positions that are not valid any more. */
class ResetTest {

    private static final DeltaSignal RESYNC = new DeltaSignal.ResyncRequested();

    private final DeltaMachineHarness reader = DeltaMachineHarness.latest();

    private void assertBaseline(Reason... reasons) {
        assertThat(reader.resets()).containsExactly(reasons);
        assertThat(reader.links()).endsWith("all", "b1");
        assertThat(reader.phase()).isEqualTo("Waiting");
    }

    private void answerBaseline() {
        reader.answer(last("b1", "x"), last("b2"));
    }

    @Test
    void resync_while_waiting_begins_a_reset() {
        reader.started();
        answerBaseline();
        reader.signal(RESYNC);
        assertBaseline(Reason.REQUESTED);
    }

    @Test
    void resync_before_the_start_begins_a_reset_at_the_start() {
        answerBaseline();
        reader.signal(RESYNC);
        assertThat(reader.phase()).isEqualTo("Idle");
        reader.start();
        assertBaseline(Reason.REQUESTED);
    }

    @Test
    void resync_while_the_position_is_opened_begins_a_reset_behind_it() {
        reader.opens(false);
        reader.start();
        reader.signal(RESYNC);
        assertThat(reader.phase()).isEqualTo("Opening");
        answerBaseline();
        reader.signal(new DeltaSignal.PositionOpened(reader.call(), 1, Optional.empty()));
        assertBaseline(Reason.REQUESTED);
    }

    @Test
    void resync_while_the_drive_is_requested_begins_a_reset() {
        reader.answersTokens(false);
        reader.start();
        assertThat(reader.phase()).isEqualTo("Resolving");
        reader.signal(RESYNC);
        reader.answersTokens(true);
        answerBaseline();
        reader.tick();
        reader.tick();
        assertBaseline(Reason.REQUESTED);
    }

    @Test
    void resync_during_a_request_cancels_it() {
        reader.started();
        reader.signal(new DeltaSignal.ReadRequested());
        answerBaseline();
        reader.signal(RESYNC);
        assertThat(reader.commands(DeltaCommand.Cancel.class)).hasSize(1);
        assertBaseline(Reason.REQUESTED);
    }

    @Test
    void resync_during_the_pause_after_a_failed_request_begins_a_reset() {
        reader.started();
        reader.answer(failure(ErrorCode.GRAPH_UNREACHABLE));
        reader.signal(new DeltaSignal.ReadRequested());
        answerBaseline();
        reader.signal(RESYNC);
        assertBaseline(Reason.REQUESTED);
        assertThat(reader.commands(DeltaCommand.ReportRecovery.class)).isNotEmpty();
    }

    @Test
    void resync_during_a_delivery_follows_its_page() {
        reader.started();
        reader.delivers(false);
        reader.answer(page("2", "a"));
        reader.signal(new DeltaSignal.ReadRequested());
        reader.signal(RESYNC);
        assertThat(reader.phase()).isEqualTo("Delivering");
        reader.delivers(true);
        answerBaseline();
        reader.signal(new DeltaSignal.Delivered(reader.call()));
        assertBaseline(Reason.REQUESTED);
    }

    @Test
    void resync_replaces_a_page_that_fails_and_clears_its_error() {
        reader.started();
        reader.delivers(false);
        reader.answer(last("2", "a"));
        reader.signal(new DeltaSignal.ReadRequested());
        reader.signal(new DeltaSignal.StepFailed(reader.call(), 1, StepFailure.of("Bean#method", new Exception())));
        reader.delivers(true);
        answerBaseline();
        reader.signal(RESYNC);
        assertBaseline(Reason.REQUESTED);
        assertThat(reader.commands(DeltaCommand.ReportRecovery.class)).isNotEmpty();
    }

    @Test
    void resync_during_a_save_follows_it_even_while_the_account_is_throttled() {
        reader.started();
        reader.saves(false);
        reader.answer(last("2", "a"));
        reader.signal(new DeltaSignal.ReadRequested());
        reader.signal(RESYNC);
        reader.signal(new DeltaSignal.Throttled(reader.now().plusSeconds(30)));
        reader.saves(true);
        reader.signal(new DeltaSignal.PositionSaved(reader.call(), true));
        assertThat(reader.resets()).containsExactly(Reason.REQUESTED);
        answerBaseline();
        assertThat(reader.tick()).isLessThan(Duration.ofSeconds(32));
        assertBaseline(Reason.REQUESTED);
    }

    @Test
    void resync_while_the_drive_is_requested_merges_with_the_reset_at_the_start() {
        DeltaMachineHarness all = DeltaMachineHarness.all();
        all.answersTokens(false);
        all.start();
        all.signal(RESYNC);
        all.answersTokens(true);
        all.answer(last("b1"), last("b2"));
        all.tick();
        all.tick();
        assertThat(all.resets()).containsExactly(Reason.START);
        assertThat(all.links()).containsExactly("all", "b1");
    }

    @Test
    void resync_during_a_step_that_then_fails_begins_a_reset() {
        reader.started();
        reader.delivers(false);
        reader.answer(last("2", "a"));
        reader.signal(new DeltaSignal.ReadRequested());
        reader.signal(RESYNC);
        reader.delivers(true);
        answerBaseline();
        reader.signal(new DeltaSignal.StepFailed(reader.call(), 1, StepFailure.of("Bean#method", new Exception())));
        assertBaseline(Reason.REQUESTED);
    }

    @Test
    void resync_during_a_reset_causes_no_second_one() {
        reader.started();
        reader.delivers(false);
        reader.signal(RESYNC);
        reader.signal(RESYNC);
        reader.signal(new DeltaSignal.StepFailed(reader.call(), 0, StepFailure.of("Bean#method", new Exception())));
        reader.signal(RESYNC);
        reader.delivers(true);
        reader.saves(false);
        reader.tick();
        reader.signal(RESYNC);
        reader.saves(true);
        reader.signal(new DeltaSignal.PositionSaved(reader.call(), true));
        reader.signal(RESYNC);
        reader.respond(page("b1", "x"));
        assertThat(reader.resets()).containsExactly(Reason.REQUESTED);
        reader.signal(RESYNC);
        answerBaseline();
        reader.tick();
        assertBaseline(Reason.REQUESTED, Reason.REQUESTED);
    }

    @Test
    void unreadable_token_causes_a_reset_and_a_warning() {
        reader.store("no position");
        answerBaseline();
        reader.start();
        assertBaseline(Reason.RESYNC);
        assertThat(reader.commands(DeltaCommand.Log.class))
                .anyMatch(line -> line.message().startsWith(ErrorCode.POSITION_UNREADABLE.message("")));
    }

    private void assertResetBy(DeltaSettings changed, Reason... reasons) {
        reader.started();
        reader.use(changed);
        answerBaseline();
        reader.start();
        assertBaseline(reasons);
        assertThat(reader.events(DriveReset.class).get(0).since()).isEqualTo(PageAnswers.READ_AT);
    }

    @Test
    void other_graph_url_causes_a_reset() {
        assertResetBy(DeltaTestSettings.of("https://graph.example/beta", List.of(), List.of()), Reason.CONFIGURATION);
    }

    @Test
    void other_selected_properties_cause_a_reset() {
        assertResetBy(
                DeltaTestSettings.of("https://graph.example/v1.0", List.of("shared"), List.of()), Reason.CONFIGURATION);
    }

    @Test
    void other_preferences_cause_a_reset() {
        assertResetBy(
                DeltaTestSettings.of("https://graph.example/v1.0", List.of(), List.of("hierarchicalsharing")),
                Reason.CONFIGURATION);
    }

    @Test
    void other_drive_causes_a_reset() {
        reader.started();
        reader.use(DeltaTestSettings.of("https://graph.example/v1.0", List.of(), List.of()));
        reader.driveId("other");
        answerBaseline();
        reader.start();
        assertBaseline(Reason.DRIVE_REPLACED);
    }

    @Test
    void drive_id_in_the_other_case_causes_no_reset() {
        reader.started();
        reader.use(DeltaTestSettings.of("https://graph.example/v1.0", List.of(), List.of()));
        reader.driveId("D");
        reader.answer(last("2"));
        reader.start();
        assertThat(reader.resets()).isEmpty();
        assertThat(reader.links()).containsExactly("latest", "start");
    }
}
