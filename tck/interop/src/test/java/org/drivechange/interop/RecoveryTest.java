// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests connection state recovery, which replays missed notifications. */
@EnumSource(names = "V4_WITH_RECOVERY")
class RecoveryTest extends RealServerTests {

    @ParameterizedTest
    @EnumSource(names = {"ENGINE_CLOSE", "DESTROY", "RESET"})
    void missed_notifications_are_replayed_and_no_catch_up_is_sent(Loss loss) {
        try (Application application = openApplication()) {
            Recorder recorder = application.recorder();
            server().emit(MY_DRIVE, 2);
            eventually().until(() -> recorder.numbers(MY_DRIVE).size() == 2);

            server().lose(MY_DRIVE, loss, 3);
            awaitOpen(recorder, MY_DRIVE, 2);
            server().emit(MY_DRIVE, 1);
            eventually().until(() -> recorder.numbers(MY_DRIVE).contains(6));

            assertThat(recorder.numbers(MY_DRIVE)).isEqualTo(List.of(1, 2, 3, 4, 5, 6));
            assertThat(recorder.story(MY_DRIVE))
                    .containsOnlyOnce(Recorder.LOST, Recorder.OPENED_AGAIN)
                    .doesNotContain(Recorder.CATCH_UP);
            assertThat(recorder.openings(MY_DRIVE).get(1).sessionId())
                    .isEqualTo(recorder.openings(MY_DRIVE).get(0).sessionId());
        }
    }

    @Test
    void unrecoverable_session_sends_a_catch_up() {
        try (Application application = openApplication()) {
            Recorder recorder = application.recorder();
            server().emit(MY_DRIVE, 1);
            eventually().until(() -> recorder.numbers(MY_DRIVE).size() == 1);

            server().stopSocketIo();
            server().emit(MY_DRIVE, 1);
            server().startSocketIo();
            awaitOpen(recorder, MY_DRIVE, 2);
            server().emit(MY_DRIVE, 1);
            eventually().until(() -> recorder.numbers(MY_DRIVE).contains(3));

            assertThat(recorder.story(MY_DRIVE))
                    .containsExactly(
                            Recorder.OPENED, "1", Recorder.LOST, Recorder.OPENED_AGAIN, Recorder.CATCH_UP, "3");
        }
    }
}
