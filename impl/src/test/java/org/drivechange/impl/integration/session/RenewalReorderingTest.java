// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.impl.integration.fixture.Traffic;
import org.drivechange.simulator.FaultProxy;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.NetworkConditions;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests a renewal whose old connection is slow and whose new one is not. Notifications sent before the new one joined
 * arrive late; they must be delivered or covered by a {@code CATCH_UP}.
 */
@Tag("soak")
class RenewalReorderingTest {

    private static final String ME = "/me/drive/root";

    @ApplicationScoped
    static class Inbox {
        @DriveChange(target = ME)
        void changed(DriveNotification n) {}
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 3_000})
    void late_notification_of_the_old_connection_is_not_lost_silently(int millis) {
        Map<String, String> early = Map.of("drivechange.renew-before", "PT6S");
        try (GraphSimulator simulator = GraphSimulator.builder()
                        .subscriptionLife(Duration.ofSeconds(8))
                        .start();
                FaultProxy proxy = FaultProxy.before(simulator, ME);
                TestApplication application =
                        TestApplication.start(simulator, early, Inbox.class, EventRecorder.class)) {
            application.events().awaitOpened(ME, 1);
            proxy.liveConnections(NetworkConditions.delayed(Duration.ZERO, Duration.ofMillis(millis)));
            Traffic traffic = new Traffic(simulator, ME, Duration.ofMillis(20));
            Instant renewalStart;
            try (traffic) {
                await().atMost(Duration.ofSeconds(15))
                        .until(() -> simulator.upgradeRequestLines().size() == 2);
                renewalStart = Instant.now();
                int expected = traffic.sent().size() + 10;
                // received on the new connection
                await().atMost(Duration.ofSeconds(15))
                        .until(() -> !missing(application, traffic.sent()).contains(String.valueOf(expected))
                                && traffic.sent().size() > expected);
            }
            await().atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> assertThat(
                                    isCovered(application, renewalStart)
                                            ? Set.of()
                                            : missing(application, traffic.sent()))
                            .as("missing, and not covered by a catch-up")
                            .isEmpty());
            assertThat(application.events().of(ME, DriveSessionClosed.class)).isEmpty();
        }
    }

    private static Set<String> missing(TestApplication application, Collection<String> sent) {
        Set<String> missing = new HashSet<>(sent);
        application.events().changes(ME).forEach(change -> missing.remove(change.resource()));
        return missing;
    }

    /** Whether a CATCH_UP covers the time at which both connections were open. */
    private static boolean isCovered(TestApplication application, Instant renewalStart) {
        return application.events().catchUps(ME).stream()
                .anyMatch(catchUp -> catchUp.since().isBefore(renewalStart));
    }
}
