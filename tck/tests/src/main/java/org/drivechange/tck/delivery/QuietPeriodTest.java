// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Patience.eventually;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.Seen;
import org.drivechange.tck.Simulator;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests a quiet period of one second. */
@TckTest
class QuietPeriodTest {

    private static final String TARGET = "/drives/quiet/root";
    private static final String RESTLESS = "/drives/restless/root";

    @Deployment
    static WebArchive application() {
        return Application.of(QuietPeriodTest.class)
                .configured("drivechange.quiet-period", "PT1S")
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
    Seen seen;

    @Inject
    Simulator simulator;

    @Assertion(id = "configuration-07")
    void notifications_within_the_quiet_period_become_the_last_of_them() {
        seen.awaitOpened(TARGET);

        simulator.emit(TARGET, "{\"value\":[{\"resource\":\"1\"},{\"resource\":\"2\"},{\"resource\":\"3\"}]}");
        seen.await(TARGET, CHANGE, 1);
        simulator.emit(TARGET, "{\"value\":[{\"resource\":\"4\"}]}");

        assertThat(seen.await(TARGET, CHANGE, 2))
                .extracting(DriveNotification::resource)
                .containsExactly("3", "4");
    }

    @Assertion(id = "configuration-15")
    void steady_notifications_wait_at_most_ten_quiet_periods() {
        seen.awaitOpened(RESTLESS);

        Instant before = Instant.now();

        eventually().pollInterval(Duration.ofMillis(50)).until(() -> {
            simulator.emit(RESTLESS);
            return !seen.of(RESTLESS, CHANGE).isEmpty();
        });

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }
}
