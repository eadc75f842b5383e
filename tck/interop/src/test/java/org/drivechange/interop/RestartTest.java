// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.drivechange.interop.application.Application;
import org.drivechange.interop.application.EventLog;
import org.drivechange.interop.server.ServerVariant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests restarts of the server. */
@EnumSource(ServerVariant.class)
class RestartTest extends RealServerTestBase {

    @Test
    void session_reconnects_after_a_restart_of_socket_io() {
        try (Application application = openApplication()) {
            EventLog events = application.eventLog();

            server().stopSocketIo();
            eventually().until(() -> stateOf(MY_DRIVE).links().size() >= 3);
            server().startSocketIo();

            awaitReconnectWithCatchUp(events);
        }
    }

    @Test
    void session_reconnects_after_a_restart_of_the_process() {
        try (Application application = openApplication()) {
            server().restartProcess();

            awaitReconnectWithCatchUp(application.eventLog());
        }
    }

    private void awaitReconnectWithCatchUp(EventLog events) {
        awaitOpen(events, MY_DRIVE, 2);
        server().emit(MY_DRIVE, 1);
        eventually().until(() -> events.numbers(MY_DRIVE).size() == 1);
        assertThat(events.sequence(MY_DRIVE))
                .containsExactly(EventLog.OPENED, EventLog.LOST, EventLog.OPENED_AGAIN, EventLog.CATCH_UP, "1");
    }
}
