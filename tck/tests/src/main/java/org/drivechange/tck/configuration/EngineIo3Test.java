// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CATCH_UP;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Timeouts.throughout;

import jakarta.inject.Inject;
import java.time.Duration;
import org.drivechange.DriveChanges;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests Engine.IO 3 and the notificationUrl of 2019. */
@TckTest
class EngineIo3Test {

    private static final String TARGET = "/drives/older/root";

    @Deployment
    static WebArchive application() {
        return Application.of(EngineIo3Test.class)
                .configured("drivechange.engine-io", "3")
                .configured("drivechange.notification-url", "callback")
                .war();
    }

    @Inject
    EventCollector events;

    @Inject
    SimulatorClient simulator;

    @Inject
    DriveChanges changes;

    @Assertion(id = {"configuration-02", "configuration-03"})
    void engine_io_3_session_receives_notifications_and_reconnects() {
        simulator.callbackUrls(TARGET);
        try (DriveWatch watch = changes.watch(DriveTarget.parse(TARGET))) {
            events.awaitOpened(TARGET);
            assertThat(simulator.emit(TARGET, 3)).isEqualTo(1);
            events.await(TARGET, CHANGE, 3);
            assertThat(simulator.upgradeRequestLines()).last().asString().contains("EIO=3", "snthgk=");

            // longer than the simulator's pingInterval and pingTimeout together
            throughout(Duration.ofSeconds(6)).until(() -> simulator.sessions(TARGET) == 1);
            assertThat(events.of(TARGET, DriveSessionClosed.class)).isEmpty();

            simulator.drop(TARGET, "RESET");

            events.await(TARGET, CATCH_UP, 1);
            assertThat(watch.notifications()).isGreaterThanOrEqualTo(3);
        }
    }
}
