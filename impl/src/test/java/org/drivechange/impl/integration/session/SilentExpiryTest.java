// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests a subscription that cannot be renewed, on a server that does not announce the expiry. */
@Tag("soak")
class SilentExpiryTest {

    private static final String ME = "/me/drive/root";

    @ApplicationScoped
    static class Inbox {
        @DriveChange(target = ME)
        void changed(DriveNotification n) {}
    }

    @Test
    void changes_after_the_expiry_are_covered_by_a_catch_up() {
        try (GraphSimulator simulator =
                GraphSimulator.builder().subscriptionLife(Duration.ofSeconds(4)).start()) {
            simulator.silentExpiry(true);
            try (var application = TestApplication.start(
                    simulator,
                    Map.of("drivechange.renew-before", "PT1S", "drivechange.reconnect.max-delay", "PT0.5S"),
                    Inbox.class,
                    EventRecorder.class)) {
                application.events().awaitOpened(ME, 1);
                Instant expiry = simulator.requests().get(0).at().plusSeconds(4);
                simulator.always(ME, ScriptedResponse.error(503, "serviceNotAvailable", "later"));
                DriveWatch watch = application.watch(ME);
                await().atMost(Duration.ofSeconds(15)).until(() -> watch.state() != DriveWatch.State.OPEN);
                assertThat(simulator.openSockets()).isLessThanOrEqualTo(1);
                simulator.always(ME, null);
                application.events().awaitOpened(ME, 2);
                assertThat(application.events().of(ME, DriveSessionClosed.class))
                        .singleElement()
                        .satisfies(closed -> assertThat(closed.reason()).startsWith("DRC3016"));
                assertThat(application.events().catchUps(ME))
                        .singleElement()
                        .satisfies(catchUp -> assertThat(catchUp.since()).isBeforeOrEqualTo(expiry.plusMillis(500)));
            }
        }
    }

    @Test
    void renewal_refused_with_404_is_retried_before_the_expiry() {
        try (GraphSimulator simulator =
                GraphSimulator.builder().subscriptionLife(Duration.ofSeconds(4)).start()) {
            try (var application = TestApplication.start(
                    simulator, Map.of("drivechange.renew-before", "PT2S"), Inbox.class, EventRecorder.class)) {
                application.events().awaitOpened(ME, 1);
                simulator.script(ME, ScriptedResponse.error(404, "itemNotFound", "no"));
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> simulator.requests().size() >= 3);
                Instant first = simulator.requests().get(0).at();
                assertThat(simulator.requests().get(2).at()).isBefore(first.plusSeconds(4));
                assertThat(application.events().of(ME, DriveSessionClosed.class))
                        .isEmpty();
            }
        }
    }
}
