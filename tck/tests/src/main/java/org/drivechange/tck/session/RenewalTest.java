// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CATCH_UP;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.drivechange.DriveChanges;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.ServerIndependent;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests subscriptions with a short life, renewed two seconds before their expiry. */
@TckTest
class RenewalTest {

    private static final String TARGET = "/drives/renewal/root";

    @Deployment
    static WebArchive application() {
        return Application.of(RenewalTest.class)
                .configured("drivechange.renew-before", "PT2S")
                .war();
    }

    @Inject
    EventCollector events;

    @Inject
    SimulatorClient simulator;

    @Inject
    DriveChanges changes;

    @Assertion(id = {"session-05", "configuration-08"})
    void renewal_fires_no_event_and_loses_no_notification() {
        simulator.subscriptionLifetime(TARGET, Duration.ofSeconds(7));
        try (DriveWatch watch = changes.watch(DriveTarget.parse(TARGET))) {
            events.awaitOpened(TARGET);
            Instant opened = Instant.now();
            int[] sent = {0};

            eventually().pollInterval(Duration.ofMillis(100)).until(() -> {
                assertThat(simulator.emit(TARGET, "{\"value\":[{\"resource\":\"r" + sent[0]++ + "\"}]}"))
                        .isPositive();
                return simulator.paths(TARGET).size() >= 3;
            });

            // two renewals, each after five seconds; at half of the life they would have happened after seven
            assertThat(Duration.between(opened, Instant.now())).isGreaterThan(Duration.ofSeconds(9));

            eventually()
                    .until(() -> events.of(TARGET, CHANGE).stream()
                                    .map(DriveNotification::resource)
                                    .distinct()
                                    .count()
                            == sent[0]);
            assertThat(events.of(TARGET, DriveSessionClosed.class)).isEmpty();
            assertThat(events.of(TARGET, CATCH_UP)).isEmpty();
            assertThat(watch.state()).isEqualTo(DriveWatch.State.OPEN);
        }
    }

    @ServerIndependent
    @Assertion(id = "session-15")
    void renewal_waits_for_half_of_the_subscription_lifetime() {
        String target = "/drives/short-life/root";
        simulator.subscriptionLifetime(target, Duration.ofSeconds(3));
        Instant before = Instant.now();
        try (DriveWatch watch = changes.watch(DriveTarget.parse(target))) {
            eventually().until(() -> simulator.paths(target).size() >= 3);

            // two renewals, each after one and a half seconds
            assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(2_900));
            assertThat(watch.state()).isEqualTo(DriveWatch.State.OPEN);
        }
    }
}
