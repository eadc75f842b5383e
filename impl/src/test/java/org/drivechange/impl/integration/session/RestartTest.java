// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveWatch;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.Test;

/** Tests a server that is stopped for a while and restarted on its ports without its subscriptions. */
class RestartTest {

    private static final String ME = "/me/drive/root";

    @ApplicationScoped
    static class Inbox {
        @DriveChange(target = ME)
        void changed(DriveNotification n) {}
    }

    @Test
    void session_is_open_again_soon_after_the_server_is_up_and_the_log_has_the_length_of_the_outage() {
        GraphSimulator first = GraphSimulator.start();
        int graphPort = URI.create(first.graphUrl()).getPort();
        try (LogLines log = new LogLines();
                var application = TestApplication.start(
                        first,
                        // the defaults divided by 25, as in the fault table
                        Map.of(
                                "drivechange.reconnect.delay", "PT0.04S",
                                "drivechange.reconnect.max-delay", "PT0.4S",
                                "drivechange.connect-timeout", "PT1.2S"),
                        Inbox.class,
                        EventRecorder.class)) {
            application.events().awaitOpened(ME, 1);
            first.close();
            DriveWatch watch = application.watch(ME);
            await().until(() -> log.lines().stream().anyMatch(line -> line.startsWith("DRC2003 " + ME)));
            assertThat(watch.lastError()).isPresent();
            try (GraphSimulator second =
                    GraphSimulator.builder().graphPort(graphPort).start()) {
                await().atMost(Duration.ofSeconds(5)).until(() -> watch.state() == DriveWatch.State.OPEN);
                application.events().awaitOpened(ME, 2);
                assertThat(second.requests()).hasSize(1);
                await().untilAsserted(() ->
                        assertThat(log.lines()).anyMatch(line -> line.matches(ME + " is open again after .* s\\.")));
            }
        } finally {
            first.close();
        }
    }
}
