// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.drivechange.interop.application.Application;
import org.drivechange.interop.application.EventLog;
import org.drivechange.interop.server.DisconnectKind;
import org.drivechange.interop.server.ServerVariant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests sessions ended by the server in every way: each is reopened with a {@code CATCH_UP} where changes may be
 * missed.
 */
@EnumSource(ServerVariant.class)
class DisconnectTest extends RealServerTestBase {

    DisconnectTest() {
        super("--ping-interval", "500", "--ping-timeout", "500");
    }

    @ParameterizedTest
    @EnumSource
    void session_reconnects_after_each_kind_of_disconnect(DisconnectKind kind) {
        try (Application application = openApplication()) {
            EventLog events = application.eventLog();
            server().emit(MY_DRIVE, 2);
            eventually().until(() -> events.numbers(MY_DRIVE).size() == 2);

            server().disconnect(MY_DRIVE, kind, 0);
            awaitOpen(events, MY_DRIVE, 2);
            server().emit(MY_DRIVE, 2);
            eventually().until(() -> events.numbers(MY_DRIVE).size() == 4);

            assertThat(events.sequence(MY_DRIVE)).isIn(expectedSequences(kind));
            eventually()
                    .untilAsserted(() ->
                            assertThat(application.watch(MY_DRIVE).lastError()).isEmpty());
            if (kind.endsSubscription()) {
                assertThat(stateOf(MY_DRIVE).notificationUrls()).hasSize(2);
            }
        }
    }

    private List<List<String>> expectedSequences(DisconnectKind kind) {
        List<String> caughtUp =
                List.of(EventLog.OPENED, "1", "2", EventLog.LOST, EventLog.OPENED_AGAIN, EventLog.CATCH_UP, "3", "4");
        List<String> recovered = List.of(EventLog.OPENED, "1", "2", EventLog.LOST, EventLog.OPENED_AGAIN, "3", "4");
        if (!variant().recovers() || kind.endsSubscription()) {
            return List.of(caughtUp);
        }
        // either side may detect the silence first; a session can be recovered only once the server has
        return kind == DisconnectKind.SILENCE ? List.of(caughtUp, recovered) : List.of(recovered);
    }
}
