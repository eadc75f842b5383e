// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.Telemetry;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests the registration and closing of watches while metrics are collected continuously. {@code drivechange.churn} is
 * the duration in seconds.
 */
@Tag("scaled")
class MetricsChurnTest {

    private static final int USERS = 4;
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("drivechange.churn", 4));

    private final ThreadMXBean jvm = ManagementFactory.getThreadMXBean();

    @Test
    void watch_churn_against_a_looping_metrics_reader_does_not_deadlock() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(USERS + 1);
        long end = System.nanoTime() + LENGTH.toNanos();
        try (GraphSimulator simulator = GraphSimulator.start();
                var application = TestApplication.startQuietly(
                        TestApplication.configuration(simulator.graphUrl(), Map.of()),
                        Telemetry.class,
                        EventRecorder.class)) {
            Telemetry telemetry = application.bean(Telemetry.class);
            List<Future<?>> all = new ArrayList<>();
            for (int user = 0; user < USERS; user++) {
                DriveTarget target = DriveTarget.parse("/drives/d" + user + "/root");
                all.add(threads.submit(() -> churn(application, target, end)));
            }
            all.add(threads.submit(() -> collect(telemetry, end)));
            while (System.nanoTime() < end) {
                assertThat(jvm.findDeadlockedThreads()).isNull();
                TimeUnit.MILLISECONDS.sleep(100);
            }
            for (Future<?> one : all) {
                one.get(30, TimeUnit.SECONDS);
            }
            assertThat(application.changes().watches()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void churn(TestApplication application, DriveTarget target, long end) {
        while (System.nanoTime() < end) {
            DriveWatch watch = application.changes().watch(target);
            while (watch.state() != DriveWatch.State.OPEN && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            watch.close();
        }
    }

    private static void collect(Telemetry telemetry, long end) {
        while (System.nanoTime() < end) {
            telemetry.values("drivechange.queue.length");
        }
    }
}
