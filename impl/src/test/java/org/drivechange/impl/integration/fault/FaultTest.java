// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.fault;

import static java.time.ZoneOffset.UTC;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.drivechange.impl.integration.fault.ScaledTimeouts.CONNECT_TIMEOUT;
import static org.drivechange.impl.integration.fault.ScaledTimeouts.PING_INTERVAL;
import static org.drivechange.impl.integration.fault.ScaledTimeouts.PING_TIMEOUT;
import static org.drivechange.impl.integration.fault.ScaledTimeouts.SILENCE;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.RuntimeThreads;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.FaultProxy;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.NetworkConditions;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests faults of the network and of Graph: the time until detection, the log lines and the time until the target is
 * open again. The results are written to {@code target/faults.md}.
 */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultTest {

    private static final String FAR = "/drives/far/root";
    private static final String NEXT_TRY = ".*; DriveChange (retries in \\d+\\.\\d+ s|requests another endpoint)\\.";

    /** Tolerance for two busy cores. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private final FaultTable table = new FaultTable();
    private final GraphSimulator simulator = GraphSimulator.builder()
            .pingInterval(PING_INTERVAL)
            .pingTimeout(PING_TIMEOUT)
            .start();

    /** Starts a first application for warm-up, which takes longer than any fault. */
    @BeforeAll
    void warmUp() {
        FaultScene.start(simulator).close();
    }

    @AfterAll
    void report() throws IOException {
        simulator.close();
        table.write(Path.of("target", "faults.md"), ScaledTimeouts.introduction());
    }

    @ParameterizedTest
    @MethodSource("org.drivechange.impl.integration.fault.LinkFaults#whileConnecting")
    void failing_connection_is_reported_once_and_retried_until_it_opens(LinkFault fault) {
        try (FaultProxy proxy = FaultProxy.before(simulator, FAR);
                FaultScene scene = FaultScene.start(simulator)) {
            fault.inject().accept(proxy);
            Instant begin = Instant.now();
            DriveWatch watch = scene.watch(FAR);
            scene.awaitFailures(FAR, fault.failures());
            Instant end = removeFaults(proxy);
            Instant open = scene.awaitOpened(FAR, 1);
            simulator.emit(FAR);
            scene.events().awaitChanges(FAR, 1);

            assertThat(scene.events(FAR)).containsExactly("opened", "change");
            assertWarnings(fault, scene, watch);
            table.add(
                    fault.name(),
                    detection(scene, FAR, begin, fault.within()),
                    scene.warnings(FAR),
                    Duration.between(end, open));
        }
    }

    @ParameterizedTest
    @MethodSource("org.drivechange.impl.integration.fault.LinkFaults#inMidSession")
    void failed_open_connection_is_reported_once_and_replaced_with_one_catch_up(LinkFault fault) {
        assertReplaced(fault, () -> simulator.emit(FAR));
    }

    @Test
    void open_connection_that_becomes_too_slow_is_replaced() {
        assertReplaced(LinkFaults.delayedInMidSession(), () -> {});
    }

    @Test
    void server_restart_without_subscriptions_leads_to_new_ones() {
        assertReplaced(LinkFaults.restart(), () -> simulator.expire(FAR));
        assertReplaced(LinkFaults.longRestart(), () -> simulator.expire(FAR));
    }

    private void assertReplaced(LinkFault fault, Runnable meanwhile) {
        try (FaultProxy proxy = FaultProxy.before(simulator, FAR);
                FaultScene scene = FaultScene.start(simulator)) {
            DriveWatch watch = scene.watch(FAR);
            scene.awaitOpened(FAR, 1);
            fault.inject().accept(proxy);
            Instant begin = Instant.now();
            meanwhile.run();
            scene.awaitFailures(FAR, fault.failures());
            Instant removed = removeFaults(proxy);
            Instant open = scene.awaitOpened(FAR, 2);
            simulator.emit(FAR);
            scene.events().awaitChanges(FAR, 1);

            assertThat(scene.events(FAR)).containsExactly("opened", "lost", "opened again", "catch up", "change");
            // packets in flight at that moment arrived a little later
            assertThat(scene.events().catchUps(FAR).get(0).since()).isBefore(begin.plus(ScaledTimeouts.seconds(5)));
            assertWarnings(fault, scene, watch);
            Instant end = fault.affectsOpenConnectionOnly() ? scene.detectedAt(FAR) : removed;
            table.add(
                    fault.name(),
                    detection(scene, FAR, begin, fault.within()),
                    scene.warnings(FAR),
                    Duration.between(end, open));
        }
    }

    @Test
    void slow_connection_is_kept() {
        Duration latency = ScaledTimeouts.seconds(3);
        try (FaultProxy proxy = FaultProxy.before(simulator, FAR);
                FaultScene scene = FaultScene.start(simulator)) {
            proxy.newConnections(NetworkConditions.delayed(latency, latency));
            Instant begin = Instant.now();
            scene.watch(FAR);
            Duration opening = Duration.between(begin, scene.awaitOpened(FAR, 1));
            // round trips of the upgrade and the CONNECT
            assertThat(opening).isGreaterThanOrEqualTo(latency.multipliedBy(4));
            table.add("3 s latency (here 0.12 s)", null, scene.warnings(FAR), opening);

            proxy.liveConnections(NetworkConditions.rateLimited(1_000));
            simulator.emit(FAR);
            scene.events().awaitChanges(FAR, 1);
            await().during(SILENCE)
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> scene.warnings(FAR).isEmpty());
            assertThat(scene.events(FAR)).containsExactly("opened", "change");
        }
    }

    /** A fault of the JVM's resolver cannot be repaired within a test. */
    @Test
    void unresolvable_graph_host_is_reported() {
        Map<String, String> unresolvable =
                TestApplication.configuration("https://no-such-host.invalid/v1.0", ScaledTimeouts.CONFIGURATION);
        try (var application = TestApplication.start(unresolvable, EventRecorder.class)) {
            Instant begin = Instant.now();
            DriveWatch watch = application.changes().watch(DriveTarget.parse(FAR));
            await().atMost(CONNECT_TIMEOUT.plus(SLACK))
                    .until(() -> watch.lastError().isPresent());
            Duration detection = Duration.between(begin, Instant.now());
            String error = watch.lastError().orElseThrow();
            assertThat(error).startsWith("DRC2003 " + FAR).contains("no-such-host.invalid");
            table.add("Graph's host that DNS cannot resolve", detection, List.of(error), null);
        }
        RuntimeThreads.awaitEnd();
    }

    /** These faults leave no state, hence one application is subject to all of them. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class GraphFaults {

        private FaultScene scene;
        private int targets;

        @BeforeAll
        void start() {
            scene = FaultScene.start(simulator);
        }

        @AfterAll
        void stop() {
            scene.close();
        }

        private String anotherTarget() {
            targets++;
            return "/drives/faulty-" + targets + "/root";
        }

        @ParameterizedTest
        @MethodSource("org.drivechange.impl.integration.fault.GraphFault#all")
        void graph_fault_is_reported_once_and_retried(GraphFault fault) {
            assertRetried(fault, CONNECT_TIMEOUT);
        }

        @ParameterizedTest
        @ValueSource(ints = {301, 302, 303, 307, 308})
        void client_follows_no_redirection_with_the_token(int status) {
            try (GraphSimulator elsewhere = GraphSimulator.start()) {
                assertRetried(
                        GraphFault.redirection(status, elsewhere.graphUrl() + "/me/drive/root/subscriptions/socketIo"),
                        Duration.ZERO);
                assertThat(elsewhere.requests()).isEmpty();
            }
        }

        private void assertRetried(GraphFault fault, Duration within) {
            String target = anotherTarget();
            simulator.always(target, fault.reply());
            Instant begin = Instant.now();
            DriveWatch watch = scene.watch(target);
            scene.awaitFailures(target, 2);
            Instant end = Instant.now();
            simulator.always(target, null);
            Instant open = scene.awaitOpened(target, 1);

            assertThat(scene.events(target)).containsExactly("opened");
            assertThat(scene.warnings(target))
                    .singleElement()
                    .asString()
                    .startsWith(fault.warning(target))
                    .matches(NEXT_TRY);
            assertThat(watch.state()).isEqualTo(DriveWatch.State.OPEN);
            table.add(
                    fault.name(),
                    detection(scene, target, begin, within),
                    scene.warnings(target),
                    Duration.between(end, open));
        }

        @Test
        void single_401_is_retried_without_a_log_line() {
            String target = anotherTarget();
            simulator.script(target, ScriptedResponse.error(401, "InvalidAuthenticationToken", "expired"));
            Instant begin = Instant.now();
            scene.watch(target);
            Instant open = scene.awaitOpened(target, 1);
            assertThat(scene.warnings(target)).isEmpty();
            table.add("401 once", null, List.of(), Duration.between(begin, open));
        }

        @ParameterizedTest
        @ValueSource(strings = {"seconds", "date"})
        void throttling_delays_all_targets_of_its_account_and_no_other(String form) {
            String target = anotherTarget();
            String sameAccount = anotherTarget();
            String otherAccount = anotherTarget();
            Instant begin = Instant.now();
            // dates are rounded down to the second
            String retryAfter = form.equals("date")
                    ? RFC_1123_DATE_TIME.format(begin.plusSeconds(2).atZone(UTC))
                    : "1";
            simulator.script(target, throttled(retryAfter));
            scene.watch(target);
            scene.awaitFailures(target, 1);
            scene.watch(sameAccount);
            scene.watch(otherAccount, "contoso");
            Instant open = scene.awaitOpened(target, 1);

            Instant allowed = begin.plusSeconds(1);
            assertThat(open).isAfterOrEqualTo(allowed);
            assertThat(scene.awaitOpened(sameAccount, 1)).isAfterOrEqualTo(allowed);
            assertThat(scene.awaitOpened(otherAccount, 1)).isBefore(open);
            assertThat(simulator.requests())
                    .filteredOn(request -> sameAccount.equals(request.target()))
                    .singleElement()
                    .satisfies(request -> assertThat(request.at()).isAfterOrEqualTo(allowed));
            assertThat(scene.warnings(target)).singleElement().asString().startsWith("DRC2429 " + target);
            table.add(
                    "429 once, with " + (form.equals("date") ? "a date" : "seconds"),
                    detection(scene, target, begin, Duration.ZERO),
                    scene.warnings(target),
                    Duration.between(begin, open));
        }

        private ScriptedResponse throttled(String retryAfter) {
            ScriptedResponse usual = ScriptedResponse.throttled(null);
            return new ScriptedResponse(usual.status(), Map.of("Retry-After", retryAfter), usual.body(), Duration.ZERO);
        }
    }

    /** Ends all faults that can be ended. */
    private static Instant removeFaults(FaultProxy proxy) {
        Instant now = Instant.now();
        proxy.accept();
        proxy.newConnections(NetworkConditions.unimpaired());
        proxy.liveConnections(NetworkConditions.unimpaired());
        return now;
    }

    private static void assertWarnings(LinkFault fault, FaultScene scene, DriveWatch watch) {
        List<String> prefixes =
                fault.warnings().stream().map(warning -> warning.about(FAR)).toList();
        await().untilAsserted(() -> assertThat(scene.warnings(FAR))
                .zipSatisfy(
                        prefixes,
                        (line, prefix) -> assertThat(line).startsWith(prefix).matches(NEXT_TRY)));
        assertThat(watch.state()).isEqualTo(DriveWatch.State.OPEN);
        await().untilAsserted(() -> assertThat(watch.lastError()).isEmpty());
    }

    private static Duration detection(FaultScene scene, String target, Instant begin, Duration within) {
        Duration detection = Duration.between(begin, scene.detectedAt(target));
        assertThat(detection).isLessThan(within.plus(SLACK));
        return detection;
    }
}
