// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CATCH_UP;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Patience.allTheTime;

import jakarta.inject.Inject;
import java.time.Duration;
import org.drivechange.DriveChanges;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.Seen;
import org.drivechange.tck.Simulator;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests Engine.IO 3 and the notificationUrl of 2019. */
@TckTest
class OlderProtocolTest {

    private static final String TARGET = "/drives/older/root";

    @Deployment
    static WebArchive application() {
        return Application.of(OlderProtocolTest.class)
                .configured("drivechange.engine-io", "3")
                .configured("drivechange.notification-url", "callback")
                .war();
    }

    @Inject
    Seen seen;

    @Inject
    Simulator simulator;

    @Inject
    DriveChanges changes;

    @Assertion(id = {"configuration-02", "configuration-03"})
    void notifications_arrive_and_a_lost_session_comes_back() {
        simulator.callbackUrls(TARGET);
        try (DriveWatch watch = changes.watch(DriveTarget.parse(TARGET))) {
            seen.awaitOpened(TARGET);
            assertThat(simulator.emit(TARGET, 3)).isEqualTo(1);
            seen.await(TARGET, CHANGE, 3);
            assertThat(simulator.upgradeRequestLines()).last().asString().contains("EIO=3", "snthgk=");

            // longer than the simulator's pingInterval and pingTimeout together
            allTheTime(Duration.ofSeconds(9)).until(() -> simulator.sessions(TARGET) == 1);
            assertThat(seen.of(TARGET, DriveSessionClosed.class)).isEmpty();

            simulator.drop(TARGET, "RESET");

            seen.await(TARGET, CATCH_UP, 1);
            assertThat(watch.notifications()).isGreaterThanOrEqualTo(3);
        }
    }
}
