// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.tck.Timeouts.throughout;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.drivechange.DriveChange;
import org.drivechange.DriveChanges;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.ObserverCallLog;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests an application with {@code drivechange.enabled=false} and no token. */
@TckTest
class DisabledApplicationTest {

    private static final String TARGET = "/drives/disabled/root";

    @Deployment
    static WebArchive application() {
        return Application.of(DisabledApplicationTest.class)
                .without("drivechange.token")
                .configured("drivechange.enabled", "false")
                .war();
    }

    @ApplicationScoped
    static class Beans {

        @Inject
        @DriveChange(target = TARGET)
        Event<DriveNotification> event;

        @DriveChange(target = TARGET)
        void changed(DriveNotification n, ObserverCallLog calls) {
            calls.add("disabled", n);
        }

        void fire(DriveNotification made) {
            event.fire(made);
        }
    }

    @Inject
    Beans beans;

    @Inject
    ObserverCallLog calls;

    @Inject
    SimulatorClient simulator;

    @Inject
    DriveChanges changes;

    @Assertion(id = "configuration-01")
    void disabled_application_opens_nothing_and_keeps_its_observers() {
        beans.fire(DriveNotification.catchUp(DriveTarget.parse(TARGET), "", Instant.now(), Instant.now()));

        calls.await("disabled", 1);
        throughout(Duration.ofSeconds(1)).until(() -> simulator.paths(TARGET).isEmpty());
    }

    @Assertion(id = "configuration-01")
    void disabled_watch_stays_waiting() {
        try (DriveWatch watch = changes.watch(DriveTarget.parse("/drives/disabled-watch/root"))) {
            throughout(Duration.ofSeconds(1)).until(() -> watch.state() == DriveWatch.State.WAITING);
            assertThat(simulator.paths("/drives/disabled-watch/root")).isEmpty();
        }
    }
}
