// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.ServerIndependent;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests a quiet period of half a second. */
@ServerIndependent
@TckTest
class QuietPeriodTest {

    private static final String TARGET = "/drives/quiet/root";
    private static final String RESTLESS = "/drives/restless/root";

    @Deployment
    static WebArchive application() {
        return Application.of(QuietPeriodTest.class)
                .configured("drivechange.quiet-period", "PT0.5S")
                .war();
    }

    @ApplicationScoped
    static class Beans {
        @DriveChange(target = TARGET)
        void changed(DriveNotification n) {}

        @DriveChange(target = RESTLESS)
        void restless(DriveNotification n) {}
    }

    @Inject
    EventCollector events;

    @Inject
    SimulatorClient simulator;

    @Assertion(id = "configuration-07")
    void quiet_period_merges_notifications_into_the_last() {
        events.awaitOpened(TARGET);

        simulator.emit(TARGET, "{\"value\":[{\"resource\":\"1\"},{\"resource\":\"2\"},{\"resource\":\"3\"}]}");
        events.await(TARGET, CHANGE, 1);
        simulator.emit(TARGET, "{\"value\":[{\"resource\":\"4\"}]}");

        assertThat(events.await(TARGET, CHANGE, 2))
                .extracting(DriveNotification::resource)
                .containsExactly("3", "4");
    }

    @Assertion(id = "configuration-15")
    void quiet_period_delays_steady_notifications_at_most_ten_times() {
        events.awaitOpened(RESTLESS);

        Instant before = Instant.now();

        eventually().pollInterval(Duration.ofMillis(50)).until(() -> {
            simulator.emit(RESTLESS);
            return !events.of(RESTLESS, CHANGE).isEmpty();
        });

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }
}
