// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.DropMode;
import org.drivechange.simulator.FaultProxy;
import org.drivechange.simulator.GraphRequest;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests an outage of Graph and the notification service that ends for all sessions at once. */
@Tag("soak")
class OutageTest {

    private static final int SESSIONS = Integer.getInteger("drivechange.outage.sessions", 100);
    private static final int SECONDS = Integer.getInteger("drivechange.outage.seconds", 3);
    private static final String ONE = "secret-token-of-one";
    private static final String OTHER = "secret-token-of-the-other";

    private static TestApplication start(String graphUrl) {
        return TestApplication.startQuietly(
                Map.of(
                        "drivechange.graph.url", graphUrl,
                        "drivechange.account.one.token", ONE,
                        "drivechange.account.other.token", OTHER),
                ManyTargetsBean.class);
    }

    private static void watch(TestApplication application, List<String> targets, String account) {
        targets.forEach(target -> application.changes().watch(DriveTarget.parse(target), account));
    }

    private static void awaitOpen(TestApplication application, Duration longest) {
        await().atMost(longest)
                .until(() -> application.changes().watches().stream()
                        .allMatch(watch -> watch.state() == DriveWatch.State.OPEN));
    }

    private static void waitFor(Duration time) {
        LockSupport.parkUntil(Instant.now().plus(time).toEpochMilli());
    }

    @Test
    void sessions_reopen_soon_after_an_outage_with_spread_requests() {
        List<String> targets = ManyTargetsBean.targets(SESSIONS);
        try (GraphSimulator simulator = GraphSimulator.start();
                FaultProxy graph = FaultProxy.before(
                        "localhost", URI.create(simulator.graphUrl()).getPort());
                TestApplication application = start("http://localhost:" + graph.port() + "/v1.0")) {
            watch(application, targets, "one");
            awaitOpen(application, Duration.ofMinutes(2));
            graph.refuse();
            simulator.refuseUpgrades(Integer.MAX_VALUE);
            targets.forEach(target -> simulator.drop(target, DropMode.RESET));
            waitFor(Duration.ofSeconds(SECONDS));
            simulator.refuseUpgrades(0);
            graph.accept();
            Instant end = Instant.now();
            awaitOpen(application, Duration.ofSeconds(90));
            Duration took = Duration.between(end, Instant.now());
            Map<Long, Long> seconds = histogram(simulator.requests(), end);
            System.out.println("outage: " + SESSIONS + " sessions, outage of " + SECONDS + " s, all open again after "
                    + took + "; requests to Graph by second after its end:\n" + chart(seconds));
            assertThat(simulator.openSockets()).isEqualTo(SESSIONS);
            // requests are spread: no second has more than half of them
            assertThat(seconds.values()).allMatch(number -> number <= Math.max(SESSIONS / 2, 50));
        }
    }

    private static Map<Long, Long> histogram(List<GraphRequest> requests, Instant from) {
        return requests.stream()
                .filter(request -> !request.at().isBefore(from))
                .collect(Collectors.groupingBy(
                        request -> Duration.between(from, request.at()).toSeconds(),
                        TreeMap::new,
                        Collectors.counting()));
    }

    private static String chart(Map<Long, Long> histogram) {
        return histogram.entrySet().stream()
                .map(bar -> String.format(
                        "%4d s %4d %s",
                        bar.getKey(), bar.getValue(), "#".repeat((int) Math.min(100, bar.getValue() / 2))))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void throttled_session_slows_down_all_of_its_account_and_no_other() {
        List<String> targets = ManyTargetsBean.targets(40);
        List<String> ones = targets.subList(0, 20);
        List<String> others = targets.subList(20, 40);
        Duration pause = Duration.ofSeconds(4);
        try (GraphSimulator simulator = GraphSimulator.start();
                TestApplication application = start(simulator.graphUrl())) {
            watch(application, ones, "one");
            watch(application, others, "other");
            awaitOpen(application, Duration.ofMinutes(1));
            simulator.script(ones.get(0), ScriptedResponse.throttled(pause));
            simulator.drop(ones.get(0), DropMode.DISCONNECT);
            await().until(() -> simulator.requests().stream().anyMatch(request -> request.status() == 429));
            Instant throttledAt = Instant.now();
            targets.subList(1, 40).forEach(target -> simulator.drop(target, DropMode.DISCONNECT));
            awaitOpen(application, Duration.ofMinutes(1));
            List<GraphRequest> after = simulator.requests().stream()
                    .filter(request -> request.at().isAfter(throttledAt))
                    .toList();
            assertThat(after)
                    .filteredOn(request -> request.token().equals(ONE))
                    .hasSize(20)
                    .allSatisfy(request -> assertThat(request.at())
                            .isAfterOrEqualTo(throttledAt.plus(pause).minusMillis(500)));
            assertThat(after)
                    .filteredOn(request -> request.token().equals(OTHER))
                    .hasSize(20)
                    .allSatisfy(request -> assertThat(request.at())
                            .isBefore(throttledAt.plus(pause).minusMillis(500)));
        }
    }
}
