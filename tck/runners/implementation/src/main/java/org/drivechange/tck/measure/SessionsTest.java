// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.measure;

import static org.drivechange.tck.Patience.eventually;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.websocket.ContainerProvider;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.drivechange.DriveChanges;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.tck.Application;
import org.drivechange.tck.Simulator;
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

    @Deployment
    static WebArchive application() {
        return Application.of(SessionsTest.class).war();
    }

    @Inject
    Instance<DriveChanges> changes;

    @Inject
    Simulator simulator;

    @Test
    void threads_of_a_hundred_idle_sessions() throws InterruptedException {
        simulator.note("measured client="
                + ContainerProvider.getWebSocketContainer().getClass().getName());
        simulator.note("measured java=" + System.getProperty("java.version"));
        long before = fewest();
        long with = withAHundredSessions();
        // the server's own pools, busy during deployment, may have shrunk meanwhile
        simulator.note("measured threads=" + (with - Math.min(before, fewest())));
    }

    private long withAHundredSessions() throws InterruptedException {
        List<DriveWatch> watches = IntStream.range(0, SESSIONS)
                .mapToObj(i -> changes.get().watch(DriveTarget.parse("/drives/idle-" + i + "/root")))
                .toList();
        try {
            eventually().until(() -> watches.stream().allMatch(one -> one.state() == DriveWatch.State.OPEN));
            return fewest();
        } finally {
            watches.forEach(DriveWatch::close);
        }
    }

    /** Returns the minimum number of threads within ten seconds, in which pools release idle threads. */
    private static long fewest() throws InterruptedException {
        long fewest = threads();
        for (int i = 0; i < 50; i++) {
            TimeUnit.MILLISECONDS.sleep(200);
            fewest = Math.min(fewest, threads());
        }
        return fewest;
    }

    private static long threads() {
        var threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && !isTheSimulators(thread.getThreadName()))
                .count();
    }

    /** Whether the thread belongs to the simulator, which runs in this process on Java SE. */
    private static boolean isTheSimulators(String thread) {
        return System.getProperty(Simulator.KEY) != null
                && thread.matches("(multiThreadIoEventLoopGroup|nioEventLoopGroup|simulator|HTTP-Dispatcher|pool-).*");
    }
}
