// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Timeouts.eventually;
import static org.drivechange.tck.session.WebSocketFrames.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests frames sent faster than they are handled, through the WebSocket client of the server under test. */
@TckTest
class FloodTest {

    private static final String LARGE = "/drives/large-frames/root";
    private static final String SMALL = "/drives/small-frames/root";
    private static final String CLOSE = "/drives/close-frames/root";

    /** The default of drivechange.max-message-size. */
    private static final int MAX_MESSAGE = 1 << 20;

    /** Maximum growth of the memory; at least twice as much is sent. */
    private static final long BOUND = 32L << 20;

    @Deployment
    static WebArchive application() {
        return Application.of(FloodTest.class).with(WebSocketFrames.class).war();
    }

    /** Blocks the delivery, because delivered events are kept for the tests and would also fill the memory. */
    @ApplicationScoped
    static class BlockingObserver {

        private final CountDownLatch large = new CountDownLatch(1);
        private final CountDownLatch small = new CountDownLatch(1);

        @DriveChange(target = LARGE)
        void large(DriveNotification n) throws InterruptedException {
            large.await(60, TimeUnit.SECONDS);
        }

        @DriveChange(target = SMALL)
        void small(DriveNotification n) throws InterruptedException {
            small.await(60, TimeUnit.SECONDS);
        }

        @DriveChange(target = CLOSE)
        void close(DriveNotification n) {}

        void release(String target) {
            (target.equals(LARGE) ? large : small).countDown();
        }
    }

    @Inject
    BlockingObserver observer;

    @Inject
    EventCollector events;

    @Inject
    SimulatorClient simulator;

    @Assertion(id = "session-18")
    void session_bounds_memory_under_a_flood_of_large_frames() {
        assertMemoryIsBounded(LARGE, notifications(9_999, "{\\\"resource\\\":\\\"" + "x".repeat(75) + "\\\"}"), 72);
    }

    @Assertion(id = "session-18")
    void session_bounds_memory_under_a_flood_of_small_frames() {
        assertMemoryIsBounded(SMALL, notifications(330, "{}"), 48_000);
    }

    @Assertion(id = "session-19")
    void session_accepts_consecutive_frames_just_below_the_limit() {
        events.awaitOpened(CLOSE);
        String start = "42/notifications,[\"x\",\"";
        byte[] frame = text(start + "x".repeat(MAX_MESSAGE - start.length() - 2) + "\"]");
        assertThat(simulator.bytes(CLOSE, frame, 20)).isEqualTo(1);
        simulator.emit(CLOSE);
        events.await(CLOSE, CHANGE, 1);
        assertThat(events.of(CLOSE, DriveSessionClosed.class)).isEmpty();
    }

    private void assertMemoryIsBounded(String target, byte[] bytes, int times) {
        events.awaitOpened(target);
        long before = heap();
        simulator.bytes(target, bytes, times);
        assertThat(heap() - before).isLessThan(BOUND);
        observer.release(target);
        int eventsBefore = events.of(target, CHANGE).size();
        eventually().pollInterval(Duration.ofMillis(200)).until(() -> {
            simulator.emit(target);
            return events.of(target, CHANGE).size() > eventsBefore;
        });
    }

    /** Returns a frame that takes longer to handle than to send. */
    private static byte[] notifications(int number, String element) {
        return text("42/notifications,[\"notification\",\"{\\\"value\\\":[" + (element + ",").repeat(number - 1)
                + element + "]}\"]");
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
