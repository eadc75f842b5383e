// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.impl.delta.PageAnswers.failure;
import static org.drivechange.impl.delta.PageAnswers.last;
import static org.drivechange.impl.delta.PageAnswers.tokenOf;

import java.time.Duration;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.GraphFailure;
import org.junit.jupiter.api.Test;

/** Stops in each state, and the opening of positions. */
class StopTest {

    private static final DeltaSignal STOP = new DeltaSignal.Stop();

    private final DeltaMachineHarness reader = DeltaMachineHarness.latest();

    private void assertStopped() {
        assertThat(reader.phase()).isEqualTo("Stopped");
        assertThat(reader.commands(DeltaCommand.ReleasePosition.class)).hasSize(1);
        reader.signal(new DeltaSignal.Notified());
        reader.signal(new DeltaSignal.Start());
        reader.signal(STOP);
        assertThat(reader.phase()).isEqualTo("Stopped");
        assertThat(reader.commands(DeltaCommand.ReleasePosition.class)).hasSize(1);
    }

    private void deliver() {
        reader.started();
        reader.delivers(false);
        reader.answer(last("2", "a", "b"));
        reader.signal(new DeltaSignal.ReadRequested());
    }

    @Test
    void stop_before_the_start_releases_the_position() {
        reader.signal(STOP);
        assertStopped();
    }

    @Test
    void stop_while_waiting_releases_the_position() {
        reader.started();
        reader.signal(STOP);
        assertStopped();
    }

    @Test
    void stop_during_a_request_cancels_it() {
        reader.started();
        reader.signal(new DeltaSignal.ReadRequested());
        reader.signal(STOP);
        assertThat(reader.lastCommand(DeltaCommand.Cancel.class).call()).isEqualTo(reader.call());
        assertStopped();
    }

    @Test
    void stop_while_the_drive_is_requested_cancels_the_request() {
        reader.answersTokens(false);
        reader.start();
        reader.signal(STOP);
        assertThat(reader.commands(DeltaCommand.Cancel.class)).hasSize(1);
        assertStopped();
    }

    @Test
    void stop_during_a_pause_releases_the_position() {
        reader.started();
        reader.answer(failure(ErrorCode.GRAPH_UNREACHABLE));
        reader.signal(new DeltaSignal.ReadRequested());
        reader.signal(STOP);
        assertStopped();
    }

    @Test
    void stop_in_the_middle_of_a_page_does_not_acknowledge_it() {
        deliver();
        reader.signal(STOP);
        assertThat(reader.commands(DeltaCommand.StopDelivery.class)).hasSize(1);
        assertThat(reader.phase()).isEqualTo("Stopping");
        reader.signal(new DeltaSignal.DeliveryStopped(reader.call()));
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("start");
        assertStopped();
    }

    @Test
    void stop_during_the_last_step_acknowledges_the_page() {
        deliver();
        reader.signal(STOP);
        reader.signal(new DeltaSignal.Delivered(reader.call()));
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("2");
        assertStopped();
    }

    @Test
    void step_that_fails_during_a_stop_does_not_acknowledge_the_page() {
        deliver();
        reader.signal(STOP);
        reader.signal(new DeltaSignal.StepFailed(reader.call(), 1, StepFailure.of("Bean#method", new Exception())));
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("start");
        assertStopped();
    }

    @Test
    void stop_during_a_save_waits_for_it() {
        deliver();
        reader.saves(false);
        reader.signal(new DeltaSignal.Delivered(reader.call()));
        reader.signal(STOP);
        assertThat(reader.phase()).isEqualTo("Stopping");
        reader.signal(new DeltaSignal.PositionSaved(reader.call(), true));
        assertStopped();
    }

    @Test
    void stop_while_a_delivery_is_to_be_repeated_does_not_acknowledge_it() {
        deliver();
        reader.signal(new DeltaSignal.StepFailed(reader.call(), 1, StepFailure.of("Bean#method", new Exception())));
        reader.signal(STOP);
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("start");
        assertStopped();
    }

    @Test
    void position_in_use_is_opened_again_every_five_seconds_with_one_warning() {
        reader.opens(false);
        reader.start();
        for (int i = 0; i < 100; i++) {
            reader.signal(new DeltaSignal.PositionFailed(
                    reader.call(), new GraphFailure(ErrorCode.POSITION_IN_USE, "drivechange.application is not set")));
            assertThat(reader.tick()).isEqualTo(Duration.ofSeconds(5));
        }
        assertThat(reader.warnings()).containsExactly(ErrorCode.POSITION_IN_USE);
        assertThat(reader.links()).isEmpty();
        reader.opens(true);
        reader.signal(new DeltaSignal.PositionFailed(
                reader.call(), new GraphFailure(ErrorCode.POSITION_IN_USE, "drivechange.application is not set")));
        reader.answer(last("start"));
        reader.tick();
        assertThat(reader.links()).containsExactly("latest");
    }

    @Test
    void stop_while_the_position_is_opened_releases_it() {
        reader.opens(false);
        reader.start();
        reader.signal(STOP);
        assertStopped();
    }
}
