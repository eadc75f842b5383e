// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.measure;

import static org.drivechange.tck.Timeouts.eventually;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.websocket.ContainerProvider;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.drivechange.DriveChanges;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.tck.Application;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Measures the threads of a hundred sessions and the WebSocket client in use. Asserts nothing. */
@Tag("soak")
@TckTest
class SessionsTest {

    private static final int SESSIONS = 100;

    /** Longer than the pools of DriveChange keep an idle thread. */
    private static final Duration IDLE = Duration.ofSeconds(6);

    private static final Duration MAX_WAIT = Duration.ofSeconds(12);

    @Deployment
    static WebArchive application() {
        return Application.of(SessionsTest.class).war();
    }

    @Inject
    Instance<DriveChanges> changes;

    @Inject
    SimulatorClient simulator;

    @Test
    void sessions_use_a_measured_number_of_threads() throws InterruptedException {
        simulator.note("measured client="
                + ContainerProvider.getWebSocketContainer().getClass().getName());
        simulator.note("measured java=" + System.getProperty("java.version"));
        long before = threads();
        long with = threadsWithSessions();
        // the server's own pools, busy during deployment, may have shrunk meanwhile
        simulator.note("measured threads=" + (with - Math.min(before, minThreads())));
    }

    private long threadsWithSessions() throws InterruptedException {
        List<DriveWatch> watches = IntStream.range(0, SESSIONS)
                .mapToObj(i -> changes.get().watch(DriveTarget.parse("/drives/idle-" + i + "/root")))
                .toList();
        try {
            eventually().until(() -> watches.stream().allMatch(watch -> watch.state() == DriveWatch.State.OPEN));
            return minThreads();
        } finally {
            watches.forEach(DriveWatch::close);
        }
    }

    /** Returns the minimum number of threads, which is reached when it has not fallen while idle threads end. */
    private static long minThreads() throws InterruptedException {
        long minThreads = threads();
        Instant start = Instant.now();
        Instant fallen = start;
        while (Instant.now().isBefore(fallen.plus(IDLE)) && Instant.now().isBefore(start.plus(MAX_WAIT))) {
            TimeUnit.MILLISECONDS.sleep(200);
            long threads = threads();
            if (threads < minThreads) {
                minThreads = threads;
                fallen = Instant.now();
            }
        }
        return minThreads;
    }

    private static long threads() {
        var threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && !isSimulatorThread(thread.getThreadName()))
                .count();
    }

    /** Whether the thread belongs to the simulator, which runs in this process on Java SE. */
    private static boolean isSimulatorThread(String thread) {
        return System.getProperty(SimulatorClient.KEY) != null
                && thread.matches("(multiThreadIoEventLoopGroup|nioEventLoopGroup|simulator|HTTP-Dispatcher|pool-).*");
    }
}
