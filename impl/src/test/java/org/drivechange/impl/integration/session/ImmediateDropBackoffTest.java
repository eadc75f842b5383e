// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionOpened;
import org.drivechange.impl.integration.fixture.Recorder;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests in real time the behavior that {@code SessionMachineTest} tests with a fake clock. */
@Tag("soak")
class ImmediateDropBackoffTest {

    private static final String ME = "/me/drive/root";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ApplicationScoped
    static class Inbox {
        @DriveChange(target = ME)
        void changed(DriveNotification n) {}
    }

    @Test
    void server_that_drops_at_once_is_retried_with_growing_delays_until_it_recovers() {
        Map<String, String> delays =
                Map.of("drivechange.reconnect.delay", "PT0.1S", "drivechange.reconnect.max-delay", "PT4S");
        try (GraphSimulator simulator = GraphSimulator.start()) {
            simulator.dropAfterJoin(true);
            try (var application = TestApplication.start(simulator, delays, Inbox.class, Recorder.class)) {
                Instant end = Instant.now().plus(MINUTE);
                await().atMost(MINUTE.plusSeconds(5)).until(() -> Instant.now().isAfter(end));
                List<Instant> opened = application.events().of(ME, DriveSessionOpened.class).stream()
                        .map(DriveSessionOpened::at)
                        .toList();
                // 0.1 + 0.2 + … + 3.2 s, then at least 2 s each
                assertThat(opened).hasSizeBetween(15, 37);
                assertThat(Duration.between(opened.get(opened.size() - 2), opened.get(opened.size() - 1)))
                        .isGreaterThan(Duration.ofSeconds(2));
                simulator.dropAfterJoin(false);
                await().until(() -> simulator.sessions(ME) == 1);
                simulator.emit(ME);
                application.events().awaitChanges(ME, 1);
            }
        }
    }
}
