// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveTarget;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphRequest;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("soak")
class FailingObserverTest {

    private static final String ME = "/me/drive/root";
    private static final String OTHER = "/drives/other/root";

    private static GraphSimulator simulator;

    @BeforeAll
    static void startSimulator() {
        simulator = GraphSimulator.builder()
                .pingInterval(Duration.ofMillis(300))
                .pingTimeout(Duration.ofMillis(1200))
                .start();
    }

    @AfterAll
    static void stopSimulator() {
        simulator.close();
    }

    @ApplicationScoped
    static class Throwing {

        void first(@Observes @Priority(1) @DriveChange(target = ME) DriveNotification n) {
            throw new IllegalStateException("on purpose");
        }

        void async(@ObservesAsync @DriveChange(target = ME) DriveNotification n) throws Exception {
            throw new Exception("on purpose, too");
        }

        void object(@Observes @Priority(2) Object any) {
            if (any instanceof DriveNotification) {
                throw new AssertionError("an observer of everything");
            }
        }
    }

    @ApplicationScoped
    static class ThrowingAsObject {

        private final List<DriveNotification> asynchronous = new CopyOnWriteArrayList<>();

        void object(@Observes Object any) {
            if (any instanceof DriveNotification) {
                throw new AssertionError("an observer of everything");
            }
        }

        void async(@ObservesAsync @DriveChange(target = ME) DriveNotification n) {
            asynchronous.add(n);
        }

        List<DriveNotification> asynchronous() {
            return asynchronous;
        }
    }

    @Test
    void asynchronous_observers_get_an_event_on_which_an_observer_of_object_threw() {
        try (var application = TestApplication.start(simulator, ThrowingAsObject.class, EventRecorder.class)) {
            ThrowingAsObject observers = application.bean(ThrowingAsObject.class);
            await().until(() -> application.watch(ME).state() == org.drivechange.DriveWatch.State.OPEN);
            IntStream.range(0, 10).forEach(number -> simulator.emit(ME));
            await().untilAsserted(() -> assertThat(observers.asynchronous()).hasSize(10));
        }
    }

    @Test
    void throwing_observer_stops_nothing() {
        try (var application = TestApplication.start(simulator, Throwing.class, EventRecorder.class)) {
            application.events().awaitOpened(ME, 1);
            simulator.emit(ME);
            simulator.emit(ME);
            simulator.emit(ME);
            // an observer of Object cannot be guarded: later observers may miss that event but get the next ones
            await().until(() -> application.watch(ME).notifications() == 3);
            assertThat(application.events().of(ME, DriveSessionClosed.class)).isEmpty();
        }
    }

    @ApplicationScoped
    static class Blocking {

        private final CountDownLatch release = new CountDownLatch(1);
        private final List<String> entered = new CopyOnWriteArrayList<>();

        void changed(@Observes @Priority(9000) DriveNotification n) throws InterruptedException {
            if (!n.target().path().equals(OTHER)) {
                entered.add(n.target().path());
                release.await(60, TimeUnit.SECONDS);
            }
        }

        List<String> entered() {
            return entered;
        }

        void release() {
            release.countDown();
        }
    }

    @Test
    void two_hundred_blocked_targets_delay_no_heartbeat_and_no_other_target() {
        try (var application = TestApplication.start(simulator, Blocking.class, EventRecorder.class)) {
            Blocking blocking = application.bean(Blocking.class);
            List<String> targets = IntStream.range(0, 200)
                    .mapToObj(i -> "/drives/d" + i + "/root")
                    .toList();
            targets.forEach(path -> application.changes().watch(DriveTarget.parse(path)));
            application.changes().watch(DriveTarget.parse(OTHER));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> targets.stream().allMatch(this::joined) && joined(OTHER));
            targets.forEach(path -> assertThat(simulator.emit(path)).as(path).isEqualTo(1));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> blocking.entered().size() == 200);
            for (int i = 1; i <= 20; i++) {
                simulator.emit(OTHER);
                application.events().awaitChanges(OTHER, i);
            }
            // at least three ping timeouts with every observer blocked
            await().during(Duration.ofSeconds(5))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> targets.stream().allMatch(this::joined));
            assertThat(simulator.requests().stream().map(GraphRequest::target).filter(targets::contains))
                    .doesNotHaveDuplicates();
            blocking.release();
        }
    }

    private boolean joined(String target) {
        return simulator.sessions(target) == 1;
    }
}
