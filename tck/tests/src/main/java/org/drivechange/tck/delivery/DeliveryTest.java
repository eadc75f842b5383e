// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CATCH_UP;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.ObserverCallLog;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests the delivery of events: order, contexts, failing and slow observers. */
@TckTest
class DeliveryTest {

    @Deployment
    static WebArchive application() {
        return Application.of(DeliveryTest.class).war();
    }

    @Inject
    EventCollector events;

    @Inject
    ObserverCallLog calls;

    @Inject
    SimulatorClient simulator;

    @ApplicationScoped
    static class InOrder {

        private final AtomicInteger running = new AtomicInteger();

        @DriveChange(target = "/drives/in-order/root")
        void changed(DriveNotification n, ObserverCallLog calls) throws InterruptedException {
            if (running.incrementAndGet() > 1) {
                calls.add("overlap", n);
            }
            // long enough to detect an early event
            TimeUnit.MILLISECONDS.sleep(2);
            calls.add("in-order", n.resource());
            running.decrementAndGet();
        }
    }

    @Assertion(id = "delivery-01")
    void observer_receives_events_of_a_target_in_order_and_one_at_a_time() {
        String target = "/drives/in-order/root";
        events.awaitOpened(target);
        List<Object> sent =
                IntStream.range(0, 200).<Object>mapToObj(i -> "r" + i).toList();

        sent.forEach(resource -> simulator.emit(target, "{\"value\":[{\"resource\":\"" + resource + "\"}]}"));

        assertThat(calls.await("in-order", 200)).isEqualTo(sent);
        assertThat(calls.of("overlap")).isEmpty();
    }

    @RequestScoped
    static class Request {

        private final int number = NUMBERS.incrementAndGet();

        private static final AtomicInteger NUMBERS = new AtomicInteger();

        int number() {
            return number;
        }
    }

    @ApplicationScoped
    static class InRequest {

        @Inject
        ObserverCallLog calls;

        void first(@Observes @DriveChange(target = "/drives/in-request/root") DriveNotification n, Request request) {
            calls.add("request-first", request.number());
        }

        void second(@Observes @DriveChange(target = "/drives/in-request/root") DriveNotification n, Request request) {
            calls.add("request-second", request.number());
        }
    }

    @Assertion(id = "delivery-02")
    void synchronous_observers_of_one_event_share_a_request_context() {
        String target = "/drives/in-request/root";
        events.awaitOpened(target);

        simulator.emit(target, 3);

        List<Object> numbers = calls.await("request-first", 3);
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(calls.await("request-second", 3)).isEqualTo(numbers);
    }

    @ApplicationScoped
    static class BothKinds {

        @Inject
        ObserverCallLog calls;

        void async(@ObservesAsync @DriveChange(target = "/drives/both-kinds/root") DriveNotification n)
                throws InterruptedException {
            calls.add("kinds-async", n.resource());
            // long enough to detect an event that does not wait
            TimeUnit.MILLISECONDS.sleep(200);
            calls.add("kinds-async-done", n.resource());
        }

        @DriveChange(target = "/drives/both-kinds/root")
        void sync(DriveNotification n) {
            calls.add("kinds-sync", n.resource());
        }
    }

    @Assertion(id = "delivery-03")
    void asynchronous_observers_run_after_synchronous_ones_and_before_the_next_event() {
        String target = "/drives/both-kinds/root";
        events.awaitOpened(target);

        simulator.emit(target, 3);

        calls.await("kinds-async-done", 3);
        assertThat(calls.order().stream()
                        .filter(name -> name.startsWith("kinds"))
                        .toList())
                .containsExactly(
                        "kinds-sync",
                        "kinds-async",
                        "kinds-async-done",
                        "kinds-sync",
                        "kinds-async",
                        "kinds-async-done",
                        "kinds-sync",
                        "kinds-async",
                        "kinds-async-done");
    }

    @ApplicationScoped
    static class Throwing {

        @Inject
        ObserverCallLog calls;

        void first(@Observes @Priority(1) @DriveChange(target = "/drives/throwing/root") DriveNotification n) {
            calls.add("thrower", n);
            throw new IllegalStateException("thrown by the test's observer");
        }

        void error(@Observes @Priority(2) @DriveChange(target = "/drives/throwing/root") DriveNotification n) {
            throw new AssertionError("thrown by the test's observer");
        }

        void async(@ObservesAsync @DriveChange(target = "/drives/throwing/root") DriveNotification n) {
            calls.add("async-thrower", n);
            throw new IllegalStateException("thrown by the test's asynchronous observer");
        }

        void second(@Observes @Priority(3) @DriveChange(target = "/drives/throwing/root") DriveNotification n) {
            calls.add("other", n);
        }
    }

    @Assertion(id = "delivery-04")
    void throwing_observer_affects_neither_other_observers_nor_the_session() {
        String target = "/drives/throwing/root";
        events.awaitOpened(target);

        simulator.emit(target, 3);

        calls.await("other", 3);
        calls.await("thrower", 3);
        calls.await("async-thrower", 3);
        assertThat(events.of(target, DriveSessionClosed.class)).isEmpty();
    }

    @ApplicationScoped
    static class Slow {

        final CountDownLatch release = new CountDownLatch(1);

        @Inject
        ObserverCallLog calls;

        @DriveChange(target = "/drives/slow/root")
        void slow(DriveNotification n) throws InterruptedException {
            calls.add("slow", n);
            release.await(60, TimeUnit.SECONDS);
        }

        void release() {
            release.countDown();
        }

        @DriveChange(target = "/drives/fast/root")
        void fast(DriveNotification n) {
            calls.add("fast", n);
        }
    }

    @Inject
    Slow slow;

    @Assertion(id = "delivery-05")
    void slow_observer_delays_only_its_own_target_and_no_heartbeat() throws InterruptedException {
        events.awaitOpened("/drives/slow/root");
        events.awaitOpened("/drives/fast/root");
        simulator.emit("/drives/slow/root", 2);
        calls.await("slow", 1);

        simulator.emit("/drives/fast/root", 20);
        calls.await("fast", 20);
        // longer than the simulator's pingInterval and pingTimeout together
        TimeUnit.SECONDS.sleep(6);

        assertThat(simulator.sessions("/drives/slow/root")).isEqualTo(1);
        slow.release();
        calls.await("slow", 2);
        assertThat(events.of("/drives/slow/root", DriveSessionClosed.class)).isEmpty();
    }

    @ApplicationScoped
    static class Environment {

        @Inject
        ObserverCallLog calls;

        @DriveChange(target = "/drives/environment/root")
        void sync(DriveNotification n) throws ClassNotFoundException {
            calls.add("loader-sync", ofTheApplication());
        }

        void async(@ObservesAsync @DriveChange(target = "/drives/environment/root") DriveNotification n)
                throws ClassNotFoundException {
            calls.add("loader-async", ofTheApplication());
        }

        private static boolean ofTheApplication() throws ClassNotFoundException {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            return loader.loadClass(Environment.class.getName()) == Environment.class
                    && loader.getResource("META-INF/microprofile-config.properties") != null;
        }
    }

    @Assertion(id = "delivery-06")
    void observers_run_with_the_applications_class_loader() {
        String target = "/drives/environment/root";
        events.awaitOpened(target);

        simulator.emit(target);

        assertThat(calls.await("loader-sync", 1)).containsExactly(true);
        assertThat(calls.await("loader-async", 1)).containsExactly(true);
    }

    @ApplicationScoped
    static class AtLeastOnce {
        @DriveChange(target = "/drives/once/root")
        void changed(DriveNotification n) {}
    }

    @Assertion(id = "delivery-07")
    void session_delivers_each_notification_once() {
        String target = "/drives/once/root";
        events.awaitOpened(target);

        simulator.emit(target, 500);

        events.await(target, CHANGE, 500);
        eventually().until(() -> simulator.emit(target) == 1);
        assertThat(events.await(target, CHANGE, 501)).hasSize(501);
        assertThat(events.of(target, CATCH_UP)).isEmpty();
    }
}
