// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import org.drivechange.DriveTarget;
import org.drivechange.impl.integration.fixture.RuntimeThreads;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.DropMode;
import org.drivechange.simulator.GraphSimulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests many targets, notifications and connection losses. Short by default; system properties extend it. */
@Tag("soak")
class LoadTest {

    private static final int SECONDS = Integer.getInteger("drivechange.load.seconds", 5);
    private static final int RECONNECTS = Integer.getInteger("drivechange.load.reconnects", 1000);
    private static final List<DropMode> DETECTED_AT_ONCE =
            List.of(DropMode.DISCONNECT, DropMode.CLOSE_FRAME, DropMode.RESET);
    private static final int TARGETS = 200;
    private static final int PER_SECOND = 100;
    private static final Map<String, String> QUICK = Map.of(
            "drivechange.queue-capacity", "200",
            "drivechange.reconnect.delay", "PT0.05S",
            "drivechange.reconnect.max-delay", "PT0.05S");

    private static TestApplication start(GraphSimulator simulator, List<String> targets) {
        TestApplication application = TestApplication.startQuietly(
                TestApplication.configuration(simulator.graphUrl(), QUICK), ManyTargetsBean.class);
        targets.forEach(target -> application.changes().watch(DriveTarget.parse(target)));
        awaitAll(application.bean(ManyTargetsBean.class), targets, CountingObserver::opened, 1);
        return application;
    }

    private static void awaitAll(
            ManyTargetsBean bean, List<String> targets, ToIntFunction<CountingObserver> count, int number) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> targets.stream().allMatch(target -> count.applyAsInt(bean.observer(target)) >= number));
    }

    @Test
    void notifications_under_load_arrive_in_order_or_are_covered_by_a_catch_up() {
        List<String> targets = ManyTargetsBean.targets(TARGETS);
        List<Footprint> footprints = new ArrayList<>();
        try (GraphSimulator simulator = GraphSimulator.start();
                TestApplication application = start(simulator, targets)) {
            ManyTargetsBean bean = application.bean(ManyTargetsBean.class);
            int rounds = SECONDS * PER_SECOND;
            Instant begin = Instant.now();
            for (int round = 0; round < rounds; round++) {
                LockSupport.parkUntil(
                        begin.plusMillis(round * 1000L / PER_SECOND).toEpochMilli());
                String json = "{\"value\":[{\"subscriptionId\":\"7\",\"resource\":\"" + round + "\"}]}";
                targets.forEach(target -> simulator.emit(target, json));
                if (round % (rounds / 10) == rounds / 20) {
                    footprints.add(Footprint.now(simulator));
                    System.out.println("load, after " + Duration.between(begin, Instant.now()) + ": "
                            + footprints.get(footprints.size() - 1));
                }
            }
            Duration took = Duration.between(begin, Instant.now());
            bean.end();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> targets.stream()
                            .allMatch(target -> bean.observer(target).complete(rounds - 1)));
            report(bean, targets, took, footprints);
            assertThat(targets).allSatisfy(target -> {
                assertThat(bean.observer(target).faults()).isEmpty();
                assertThat(bean.observer(target).closed()).isZero();
            });
            assertNoGrowth(footprints, TARGETS);
        }
    }

    private static void report(ManyTargetsBean bean, List<String> targets, Duration took, List<Footprint> footprints) {
        long changes = sum(bean, targets, CountingObserver::changes);
        System.out.println("load: " + targets.size() * SECONDS * PER_SECOND + " notifications to " + targets.size()
                + " targets in " + took + "; " + changes + " delivered as CHANGE, the others by "
                + sum(bean, targets, CountingObserver::catchUps) + " CATCH_UPs; " + footprints);
    }

    private static long sum(ManyTargetsBean bean, List<String> targets, ToIntFunction<CountingObserver> count) {
        return targets.stream()
                .mapToInt(target -> count.applyAsInt(bean.observer(target)))
                .sum();
    }

    /** Compares the second half with the end of the first, because queues take time to fill. */
    private static void assertNoGrowth(List<Footprint> footprints, int sockets) {
        Footprint middle = footprints.get(footprints.size() / 2);
        Footprint last = footprints.get(footprints.size() - 1);
        assertThat(last.sockets()).isEqualTo(middle.sockets()).isEqualTo(sockets);
        assertThat(last.threads()).isLessThanOrEqualTo(middle.threads() + 20);
        assertThat(last.files()).isLessThanOrEqualTo(middle.files() + 20);
        assertThat(last.heap()).isLessThanOrEqualTo(middle.heap() + 50);
    }

    @Test
    void losses_are_reported_once_each_and_leak_nothing() {
        List<String> targets = ManyTargetsBean.targets(100);
        int rounds = RECONNECTS / targets.size();
        List<Footprint> footprints = new ArrayList<>();
        try (GraphSimulator simulator = GraphSimulator.start();
                TestApplication application = start(simulator, targets)) {
            ManyTargetsBean bean = application.bean(ManyTargetsBean.class);
            bean.end();
            Instant begin = Instant.now();
            for (int round = 0; round < rounds; round++) {
                DropMode how = DETECTED_AT_ONCE.get(round % DETECTED_AT_ONCE.size());
                targets.forEach(target -> simulator.drop(target, how));
                awaitAll(bean, targets, CountingObserver::catchUps, round + 1);
                if (round % (rounds / 10) == 0) {
                    footprints.add(Footprint.now(simulator));
                }
            }
            System.out.println(
                    "losses: " + RECONNECTS + " in " + Duration.between(begin, Instant.now()) + "; " + footprints);
            assertThat(targets).allSatisfy(target -> {
                assertThat(bean.observer(target).closed()).isEqualTo(rounds);
                assertThat(bean.observer(target).opened()).isEqualTo(rounds + 1);
                assertThat(bean.observer(target).catchUps()).isEqualTo(rounds);
            });
            assertNoGrowth(footprints, targets.size());
        }
        RuntimeThreads.awaitEnd();
    }
}
