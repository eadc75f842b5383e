// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.impl.integration.fixture.WebSocketFrames;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests overload: memory stays bounded, the server is slowed down, and other targets are not affected. The maximum for
 * one target, in characters of one or two bytes each:
 *
 * <ul>
 *   <li>1,024 places of 4,096 in the queue and a frame more, and as many for the events parsed from them: 10 million
 *   <li>8,192 units of 512 on the way to the session's serial executor: 4 million
 *   <li>a frame, or its fragments, in the WebSocket client and in transfer from it: 2 million
 *   <li>1,024 answers that the server has not read, each hardly longer than a namespace: 1 million
 *   <li>before the namespace is joined, when nothing of it is in the queue: 16 million and a frame
 * </ul>
 *
 * All data sent here is ASCII, hence these are bytes; object headers are not included.
 */
@Tag("soak")
class FloodTest {

    private static final String FLOODED = "/drives/flooded/root";
    private static final String GOOD = "/drives/good/root";
    private static final long BOUND = 32L << 20;
    private static final int CHUNK = 1 << 20;
    private static final int CHUNKS = 100;

    private GraphSimulator simulator;
    private TestApplication application;

    @ApplicationScoped
    static class Observers {

        private final CountDownLatch released = new CountDownLatch(1);

        @DriveChange(target = FLOODED)
        void slow(DriveNotification n) throws InterruptedException {
            released.await();
        }

        @DriveChange(target = GOOD)
        void quick(DriveNotification n) {}

        void release() {
            released.countDown();
        }
    }

    @BeforeEach
    void start() {
        simulator = GraphSimulator.start();
        application = TestApplication.start(simulator, Observers.class, EventRecorder.class);
        // logging a line per frame would dominate the time
        Logger.getLogger("org.drivechange").setLevel(Level.INFO);
        application.events().awaitOpened(FLOODED, 1);
        application.events().awaitOpened(GOOD, 1);
    }

    @AfterEach
    void stop() {
        application.bean(Observers.class).release();
        application.close();
        simulator.close();
    }

    @Test
    void million_tiny_frames_are_read_and_the_next_notification_is_delivered() {
        byte[] chunk = WebSocketFrames.times(50_000, WebSocketFrames.text("6"));
        long before = heap();
        for (int sent = 1; sent <= 20; sent++) {
            assertThat(simulator.emitBytes(FLOODED, chunk)).isEqualTo(1);
            assertGoodIsServed(sent);
            assertThat(heap() - before).isLessThan(BOUND);
        }
        application.bean(Observers.class).release();
        simulator.emit(FLOODED);
        application.events().awaitChanges(FLOODED, 1);
        assertThat(application.events().of(FLOODED, DriveSessionClosed.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 100_000})
    void server_faster_than_the_observers_fills_only_the_queue(int size) {
        byte[] frame =
                WebSocketFrames.text("42/notifications,[\"notification\",\"{\\\"value\\\":[{\\\"resource\\\":\\\""
                        + "x".repeat(size) + "\\\"}]}\"]");
        byte[] chunk = WebSocketFrames.times(CHUNK / frame.length, frame);
        long before = heap();
        for (int sent = 1; sent <= CHUNKS; sent++) {
            assertThat(simulator.emitBytes(FLOODED, chunk)).isEqualTo(1);
            if (sent % 10 == 0) {
                assertGoodIsServed(sent / 10);
                assertThat(heap() - before).isLessThan(BOUND);
            }
        }
        long all = (long) CHUNKS * (CHUNK / frame.length);
        await().until(() -> application.watch(FLOODED).notifications() == all);
        application.bean(Observers.class).release();
        await().until(() -> !application.events().catchUps(FLOODED).isEmpty());
        assertThat(application.events().catchUps(FLOODED)).hasSize(1);
        assertThat(application.events().changes(FLOODED)).hasSizeBetween(1, 1024);
        assertThat(application.events().of(FLOODED, DriveSessionClosed.class)).isEmpty();
    }

    private void assertGoodIsServed(int times) {
        simulator.emit(GOOD);
        application.events().awaitChanges(GOOD, times);
        assertThat(application.events().of(GOOD, DriveSessionClosed.class)).isEmpty();
    }

    private static long heap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
