// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.drivechange.DriveWatch;
import org.drivechange.interop.application.Application;
import org.drivechange.interop.application.EventLog;
import org.drivechange.interop.server.ServerState;
import org.drivechange.interop.server.ServerVariant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests heartbeats with intervals of milliseconds, in the direction of each revision. */
@EnumSource(ServerVariant.class)
class HeartbeatTest extends RealServerTestBase {

    HeartbeatTest() {
        super("--ping-interval", "200", "--ping-timeout", "150");
    }

    @Test
    void idle_session_stays_open() {
        try (Application application = openApplication()) {
            List<ServerState.Session> sessions = stateOf(MY_DRIVE).sessions();

            eventually()
                    .during(Duration.ofSeconds(4))
                    .until(() -> application.watch(MY_DRIVE).state() == DriveWatch.State.OPEN
                            && stateOf(MY_DRIVE).sessions().equals(sessions));
            assertThat(application.eventLog().sequence(MY_DRIVE)).containsExactly(EventLog.OPENED);
            assertThat(server().state().connections()).isOne();
        }
    }
}
