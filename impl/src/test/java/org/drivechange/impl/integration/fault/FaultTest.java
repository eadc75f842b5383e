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
        table.write(Path.of("target", "faults.md"), ScaledTimeouts.explained());
    }

    @ParameterizedTest
    @MethodSource("org.drivechange.impl.integration.fault.LinkFaults#whileConnecting")
    void failing_connection_is_reported_once_and_retried_until_it_opens(LinkFault fault) {
        try (FaultProxy proxy = FaultProxy.before(simulator, FAR);
                FaultScene scene = FaultScene.start(simulator)) {
            fault.befalls().accept(proxy);
            Instant begun = Instant.now();
            DriveWatch watch = scene.watch(FAR);
            scene.awaitComplaints(FAR, fault.complaints());
            Instant gone = heal(proxy);
            Instant open = scene.awaitOpened(FAR, 1);
            simulator.emit(FAR);
            scene.events().awaitChanges(FAR, 1);

            assertThat(scene.story(FAR)).containsExactly("opened", "change");
            assertTold(fault, scene, watch);
            table.add(
                    fault.name(),
                    noticed(scene, FAR, begun, fault.within()),
                    scene.warnings(FAR),
                    Duration.between(gone, open));
        }
    }

    @ParameterizedTest
    @MethodSource("org.drivechange.impl.integration.fault.LinkFaults#inMidSession")
    void failed_open_connection_is_reported_once_and_replaced_with_one_catch_up(LinkFault fault) {
        replaced(fault, () -> simulator.emit(FAR));
    }

    @Test
    void open_connection_that_becomes_too_slow_is_replaced() {
        replaced(LinkFaults.lateInMidSession(), () -> {});
    }

    @Test
    void server_restart_without_subscriptions_leads_to_new_ones() {
        replaced(LinkFaults.restart(), () -> simulator.expire(FAR));
        replaced(LinkFaults.longRestart(), () -> simulator.expire(FAR));
    }

    private void replaced(LinkFault fault, Runnable meanwhile) {
        try (FaultProxy proxy = FaultProxy.before(simulator, FAR);
                FaultScene scene = FaultScene.start(simulator)) {
            DriveWatch watch = scene.watch(FAR);
            scene.awaitOpened(FAR, 1);
            fault.befalls().accept(proxy);
            Instant begun = Instant.now();
            meanwhile.run();
            scene.awaitComplaints(FAR, fault.complaints());
            Instant healed = heal(proxy);
            Instant open = scene.awaitOpened(FAR, 2);
            simulator.emit(FAR);
            scene.events().awaitChanges(FAR, 1);

            assertThat(scene.story(FAR)).containsExactly("opened", "lost", "opened again", "catch up", "change");
            // packets in flight at that moment arrived a little later
            assertThat(scene.events().catchUps(FAR).get(0).since()).isBefore(begun.plus(ScaledTimeouts.seconds(5)));
            assertTold(fault, scene, watch);
            Instant gone = fault.passes() ? scene.noticed(FAR) : healed;
            table.add(
                    fault.name(),
                    noticed(scene, FAR, begun, fault.within()),
                    scene.warnings(FAR),
                    Duration.between(gone, open));
        }
    }

    @Test
    void slow_connection_is_kept() {
        Duration latency = ScaledTimeouts.seconds(3);
        try (FaultProxy proxy = FaultProxy.before(simulator, FAR);
                FaultScene scene = FaultScene.start(simulator)) {
            proxy.newConnections(NetworkConditions.delayed(latency, latency));
            Instant begun = Instant.now();
            scene.watch(FAR);
            Duration opening = Duration.between(begun, scene.awaitOpened(FAR, 1));
            // round trips of the upgrade and the CONNECT
            assertThat(opening).isGreaterThanOrEqualTo(latency.multipliedBy(4));
            table.add("3 s latency (here 0.12 s)", null, scene.warnings(FAR), opening);

            proxy.liveConnections(NetworkConditions.rateLimited(1_000));
            simulator.emit(FAR);
            scene.events().awaitChanges(FAR, 1);
            await().during(SILENCE)
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> scene.warnings(FAR).isEmpty());
            assertThat(scene.story(FAR)).containsExactly("opened", "change");
        }
    }

    /** A fault of the JVM's resolver cannot be repaired within a test. */
    @Test
    void unresolvable_graph_host_is_reported() {
        Map<String, String> nowhere =
                TestApplication.configuration("https://no-such-host.invalid/v1.0", ScaledTimeouts.CONFIGURATION);
        try (var application = TestApplication.start(nowhere, EventRecorder.class)) {
            Instant begun = Instant.now();
            DriveWatch watch = application.changes().watch(DriveTarget.parse(FAR));
            await().atMost(CONNECT_TIMEOUT.plus(SLACK))
                    .until(() -> watch.lastError().isPresent());
            Duration noticed = Duration.between(begun, Instant.now());
            String told = watch.lastError().orElseThrow();
            assertThat(told).startsWith("DRC2003 " + FAR).contains("no-such-host.invalid");
            table.add("Graph's host that DNS does not know", noticed, List.of(told), null);
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
            return "/drives/asked-" + targets + "/root";
        }

        @ParameterizedTest
        @MethodSource("org.drivechange.impl.integration.fault.GraphFault#all")
        void graph_fault_is_reported_once_and_retried(GraphFault fault) {
            gotOver(fault, CONNECT_TIMEOUT);
        }

        @ParameterizedTest
        @ValueSource(ints = {301, 302, 303, 307, 308})
        void client_follows_no_redirection_with_the_token(int status) {
            try (GraphSimulator elsewhere = GraphSimulator.start()) {
                gotOver(
                        GraphFault.redirection(status, elsewhere.graphUrl() + "/me/drive/root/subscriptions/socketIo"),
                        Duration.ZERO);
                assertThat(elsewhere.requests()).isEmpty();
            }
        }

        private void gotOver(GraphFault fault, Duration within) {
            String target = anotherTarget();
            simulator.always(target, fault.reply());
            Instant begun = Instant.now();
            DriveWatch watch = scene.watch(target);
            scene.awaitComplaints(target, 2);
            Instant gone = Instant.now();
            simulator.always(target, null);
            Instant open = scene.awaitOpened(target, 1);

            assertThat(scene.story(target)).containsExactly("opened");
            assertThat(scene.warnings(target))
                    .singleElement()
                    .asString()
                    .startsWith(fault.warning(target))
                    .matches(NEXT_TRY);
            assertThat(watch.state()).isEqualTo(DriveWatch.State.OPEN);
            table.add(
                    fault.name(),
                    noticed(scene, target, begun, within),
                    scene.warnings(target),
                    Duration.between(gone, open));
        }

        @Test
        void single_401_is_retried_without_a_log_line() {
            String target = anotherTarget();
            simulator.script(target, ScriptedResponse.error(401, "InvalidAuthenticationToken", "expired"));
            Instant begun = Instant.now();
            scene.watch(target);
            Instant open = scene.awaitOpened(target, 1);
            assertThat(scene.warnings(target)).isEmpty();
            table.add("401 once", null, List.of(), Duration.between(begun, open));
        }

        @ParameterizedTest
        @ValueSource(strings = {"seconds", "date"})
        void throttling_delays_all_targets_of_its_account_and_no_other(String form) {
            String target = anotherTarget();
            String sibling = anotherTarget();
            String stranger = anotherTarget();
            Instant begun = Instant.now();
            // dates are rounded down to the second
            String retryAfter = form.equals("date")
                    ? RFC_1123_DATE_TIME.format(begun.plusSeconds(2).atZone(UTC))
                    : "1";
            simulator.script(target, throttled(retryAfter));
            scene.watch(target);
            scene.awaitComplaints(target, 1);
            scene.watch(sibling);
            scene.watch(stranger, "contoso");
            Instant open = scene.awaitOpened(target, 1);

            Instant allowed = begun.plusSeconds(1);
            assertThat(open).isAfterOrEqualTo(allowed);
            assertThat(scene.awaitOpened(sibling, 1)).isAfterOrEqualTo(allowed);
            assertThat(scene.awaitOpened(stranger, 1)).isBefore(open);
            assertThat(simulator.requests())
                    .filteredOn(request -> sibling.equals(request.target()))
                    .singleElement()
                    .satisfies(request -> assertThat(request.at()).isAfterOrEqualTo(allowed));
            assertThat(scene.warnings(target)).singleElement().asString().startsWith("DRC2429 " + target);
            table.add(
                    "429 once, with " + (form.equals("date") ? "a date" : "seconds"),
                    noticed(scene, target, begun, Duration.ZERO),
                    scene.warnings(target),
                    Duration.between(begun, open));
        }

        private ScriptedResponse throttled(String retryAfter) {
            ScriptedResponse usual = ScriptedResponse.throttled(null);
            return new ScriptedResponse(usual.status(), Map.of("Retry-After", retryAfter), usual.body(), Duration.ZERO);
        }
    }

    /** Ends all faults that can be ended. */
    private static Instant heal(FaultProxy proxy) {
        Instant now = Instant.now();
        proxy.accept();
        proxy.newConnections(NetworkConditions.unimpaired());
        proxy.liveConnections(NetworkConditions.unimpaired());
        return now;
    }

    private static void assertTold(LinkFault fault, FaultScene scene, DriveWatch watch) {
        List<String> beginnings =
                fault.told().stream().map(warning -> warning.about(FAR)).toList();
        await().untilAsserted(() -> assertThat(scene.warnings(FAR))
                .zipSatisfy(
                        beginnings,
                        (line, beginning) ->
                                assertThat(line).startsWith(beginning).matches(NEXT_TRY)));
        assertThat(watch.state()).isEqualTo(DriveWatch.State.OPEN);
        await().untilAsserted(() -> assertThat(watch.lastError()).isEmpty());
    }

    private static Duration noticed(FaultScene scene, String target, Instant begun, Duration within) {
        Duration noticed = Duration.between(begun, scene.noticed(target));
        assertThat(noticed).isLessThan(within.plus(SLACK));
        return noticed;
    }
}
