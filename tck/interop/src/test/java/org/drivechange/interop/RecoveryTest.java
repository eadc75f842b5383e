// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.drivechange.interop.application.Application;
import org.drivechange.interop.application.EventLog;
import org.drivechange.interop.server.DisconnectKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests connection state recovery, which replays missed notifications. */
@EnumSource(names = "V4_WITH_RECOVERY")
class RecoveryTest extends RealServerTestBase {

    @ParameterizedTest
    @EnumSource(names = {"ENGINE_CLOSE", "DESTROY", "RESET"})
    void recovered_session_replays_missed_notifications_without_a_catch_up(DisconnectKind kind) {
        try (Application application = openApplication()) {
            EventLog events = application.eventLog();
            server().emit(MY_DRIVE, 2);
            eventually().until(() -> events.numbers(MY_DRIVE).size() == 2);

            server().disconnect(MY_DRIVE, kind, 3);
            awaitOpen(events, MY_DRIVE, 2);
            server().emit(MY_DRIVE, 1);
            eventually().until(() -> events.numbers(MY_DRIVE).contains(6));

            assertThat(events.numbers(MY_DRIVE)).isEqualTo(List.of(1, 2, 3, 4, 5, 6));
            assertThat(events.sequence(MY_DRIVE))
                    .containsOnlyOnce(EventLog.LOST, EventLog.OPENED_AGAIN)
                    .doesNotContain(EventLog.CATCH_UP);
            assertThat(events.openings(MY_DRIVE).get(1).sessionId())
                    .isEqualTo(events.openings(MY_DRIVE).get(0).sessionId());
        }
    }

    @Test
    void unrecoverable_session_sends_a_catch_up() {
        try (Application application = openApplication()) {
            EventLog events = application.eventLog();
            server().emit(MY_DRIVE, 1);
            eventually().until(() -> events.numbers(MY_DRIVE).size() == 1);

            server().stopSocketIo();
            server().emit(MY_DRIVE, 1);
            server().startSocketIo();
            awaitOpen(events, MY_DRIVE, 2);
            server().emit(MY_DRIVE, 1);
            eventually().until(() -> events.numbers(MY_DRIVE).contains(3));

            assertThat(events.sequence(MY_DRIVE))
                    .containsExactly(
                            EventLog.OPENED, "1", EventLog.LOST, EventLog.OPENED_AGAIN, EventLog.CATCH_UP, "3");
        }
    }
}
