// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("soak")
class RenewalTest {

    private static final String ME = "/me/drive/root";
    private static final Map<String, String> EARLY = Map.of("drivechange.renew-before", "PT2.5S");

    private GraphSimulator simulator;

    @BeforeEach
    void startSimulator() {
        simulator =
                GraphSimulator.builder().subscriptionLife(Duration.ofSeconds(5)).start();
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @ApplicationScoped
    static class Inbox {
        @DriveChange(target = ME)
        void changed(DriveNotification n) {}
    }

    private static String numbered(int number) {
        return "{\"value\":[{\"resource\":\"" + number + "\"}]}";
    }

    @Test
    void five_renewals_in_a_row_under_200_notifications_a_second_lose_nothing() {
        ScheduledExecutorService changes = Executors.newSingleThreadScheduledExecutor();
        try (var application = TestApplication.start(simulator, EARLY, Inbox.class, EventRecorder.class)) {
            application.events().awaitOpened(ME, 1);
            AtomicInteger sent = new AtomicInteger();
            changes.scheduleAtFixedRate(
                    () -> simulator.emit(ME, numbered(sent.getAndIncrement())), 0, 5, TimeUnit.MILLISECONDS);
            int before = simulator.requests().size();
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> simulator.requests().size() >= before + 5);
            changes.shutdown();
            await().untilAsserted(() -> assertThat(received(application)).hasSize(sent.get()));
            Map<Integer, Integer> times = new HashMap<>();
            application
                    .events()
                    .changes(ME)
                    .forEach(change -> times.merge(Integer.valueOf(change.resource()), 1, Integer::sum));
            long twice = times.values().stream().filter(count -> count == 2).count();
            assertThat(times.values()).allMatch(count -> count <= 2);
            // the overlap lasts one round trip
            assertThat(twice).isLessThan(sent.get() / 20);
            assertThat(application.events().of(ME, DriveSessionClosed.class)).isEmpty();
            assertThat(application.events().of(ME, DriveSessionOpened.class)).hasSize(1);
            await().until(() -> simulator.openSockets() == 1);
        } finally {
            changes.shutdownNow();
        }
    }

    private static Set<String> received(TestApplication application) {
        Set<String> received = new HashSet<>();
        application.events().changes(ME).forEach(change -> received.add(change.resource()));
        return received;
    }

    @Test
    void refused_renewal_keeps_the_old_connection() {
        try (var application = TestApplication.start(simulator, EARLY, Inbox.class, EventRecorder.class)) {
            application.events().awaitOpened(ME, 1);
            simulator.script(
                    ScriptedResponse.error(503, "serviceNotAvailable", "later"),
                    ScriptedResponse.html(200),
                    ScriptedResponse.json(
                            "{\"id\":\"1\",\"notificationUrl\":\"http://localhost:1/notifications?token=x\"}"));
            DriveWatch watch = application.watch(ME);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> watch.lastError()
                            .filter(error -> error.startsWith("DRC3001"))
                            .isPresent());
            assertThat(watch.state()).isEqualTo(DriveWatch.State.OPEN);
            simulator.emit(ME);
            application.events().awaitChanges(ME, 1);
            int requests = simulator.requests().size();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> simulator.requests().size() > requests);
            assertThat(application.events().of(ME)).hasSize(2);
            assertThat(List.copyOf(application.events().all())).hasSize(2);
        }
    }
}
