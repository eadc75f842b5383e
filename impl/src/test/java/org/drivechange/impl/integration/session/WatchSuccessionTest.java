// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.junit.jupiter.api.Test;

class WatchSuccessionTest {

    private static final DriveTarget DRIVE = DriveTarget.parse("/drives/d1/root");

    /** Records the begin and end of each event; a notification blocks until it is released. */
    @ApplicationScoped
    static class Slow {

        private final List<String> received = new CopyOnWriteArrayList<>();
        private final CountDownLatch release = new CountDownLatch(1);

        void onEvent(@Observes DriveEvent event) throws InterruptedException {
            String name = event.toString().replaceAll("(?s)\\[.*", "");
            received.add(name);
            if (event instanceof DriveNotification) {
                release.await(20, TimeUnit.SECONDS);
            }
            received.add("end of " + name);
        }

        /** Returns the list itself, which outlives the application. */
        List<String> received() {
            return received;
        }

        CountDownLatch release() {
            return release;
        }
    }

    private static DriveWatch busy(TestApplication application, GraphSimulator simulator) {
        DriveWatch watch = application.changes().watch(DRIVE);
        await().until(() -> watch.state() == DriveWatch.State.OPEN);
        simulator.emit(DRIVE.path());
        await().until(() -> application.bean(Slow.class).received().contains("DriveNotification"));
        return watch;
    }

    @Test
    void new_watch_gets_the_new_sessions_events_after_the_old_ones() {
        try (GraphSimulator simulator = GraphSimulator.start();
                var application = TestApplication.start(simulator, Slow.class)) {
            Slow slow = application.bean(Slow.class);
            busy(application, simulator).close();
            DriveWatch again = application.changes().watch(DRIVE);
            await().until(() -> simulator.openSockets() == 0);
            assertThat(again.state()).isEqualTo(DriveWatch.State.WAITING);
            slow.release().countDown();
            await().until(() -> again.state() == DriveWatch.State.OPEN);
            await().untilAsserted(() -> assertThat(slow.received())
                    .containsExactly(
                            "DriveSessionOpened",
                            "end of DriveSessionOpened",
                            "DriveNotification",
                            "end of DriveNotification",
                            "DriveSessionClosed",
                            "end of DriveSessionClosed",
                            "DriveSessionOpened",
                            "end of DriveSessionOpened"));
        }
    }

    @Test
    void stop_waits_for_sessions_closed_just_before() {
        try (GraphSimulator simulator = GraphSimulator.start()) {
            List<String> received;
            try (var application = TestApplication.start(simulator, Slow.class)) {
                Slow slow = application.bean(Slow.class);
                received = slow.received();
                busy(application, simulator).close();
                await().until(() -> simulator.openSockets() == 0);
                DriveWatch other = application.changes().watch(DriveTarget.parse("/drives/d2/root"));
                CountDownLatch release = slow.release();
                new Thread(() -> {
                            await().until(() -> other.state() == DriveWatch.State.CLOSED);
                            release.countDown();
                        })
                        .start();
            }
            await().atMost(Duration.ofSeconds(5)).until(() -> simulator.openSockets() == 0);
            assertThat(received)
                    .endsWith("end of DriveNotification", "DriveSessionClosed", "end of DriveSessionClosed");
        }
    }
}
