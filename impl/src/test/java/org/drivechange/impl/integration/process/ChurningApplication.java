// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.process;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.drivechange.DriveEvent;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.Telemetry;
import org.drivechange.impl.integration.fixture.TestApplication;

/**
 * Application in a child JVM that runs until killed. Four threads register and close watches, and one reads the metrics
 * continuously. Prints a line per closed session and per deadlocked thread. Its argument is Graph's URL.
 */
final class ChurningApplication {

    static final String KEPT = "/drives/kept/root";
    static final String CLOSED = "closed ";
    static final String DESTROYED = "beans destroyed";
    static final String DEADLOCK = "deadlock ";

    private static final int USERS = 4;

    private ChurningApplication() {}

    @ApplicationScoped
    static class Printer {

        void onEvent(@Observes DriveEvent event) {
            if (event instanceof DriveSessionClosed) {
                System.out.println(CLOSED + event.target());
            }
        }

        @PreDestroy
        void destroyed() {
            System.out.println(DESTROYED);
        }
    }

    /** The container registers its own shutdown hook. */
    public static void main(String[] arguments) throws InterruptedException {
        TestApplication application = TestApplication.startQuietly(
                TestApplication.configuration(arguments[0], Map.of()), Telemetry.class, Printer.class);
        application.changes().watch(DriveTarget.parse(KEPT));
        Telemetry telemetry = application.bean(Telemetry.class);
        ExecutorService threads = Executors.newFixedThreadPool(USERS + 1);
        for (int user = 0; user < USERS; user++) {
            DriveTarget target = DriveTarget.parse("/drives/d" + user + "/root");
            threads.execute(() -> churn(application, target));
        }
        threads.execute(() -> collect(telemetry));
        while (true) {
            TimeUnit.MILLISECONDS.sleep(100);
            printDeadlocks();
        }
    }

    /** Runs until the application has stopped, which causes an exception. */
    private static void churn(TestApplication application, DriveTarget target) {
        while (true) {
            DriveWatch watch = application.changes().watch(target);
            while (watch.state() != DriveWatch.State.OPEN) {
                LockSupport.parkNanos(100_000);
            }
            watch.close();
        }
    }

    private static void collect(Telemetry telemetry) {
        while (true) {
            telemetry.values("drivechange.queue.length");
        }
    }

    private static void printDeadlocks() {
        long[] deadlocked = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
        if (deadlocked != null) {
            Arrays.stream(ManagementFactory.getThreadMXBean().getThreadInfo(deadlocked))
                    .forEach(thread -> System.out.println(DEADLOCK + thread));
        }
    }
}
