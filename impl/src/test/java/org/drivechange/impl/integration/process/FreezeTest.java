// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.drivechange.simulator.DropMode;
import org.drivechange.simulator.GraphSimulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests a process stopped by a signal while its server continues. It has a drive for each way in which a session ends
 * and each order of that end and a change. Changes that it did not deliver must be covered by a catch-up, regardless of
 * when the process was stopped.
 */
@Tag("soak")
@DisabledOnOs(OS.WINDOWS)
class FreezeTest {

    private static final Duration PING_INTERVAL = Duration.ofMillis(500);
    /** Transit time of a packet: the catch-up of a running process begins at the arrival of the last packet. */
    private static final Duration TRANSIT = Duration.ofMillis(100);

    /** Change of a drive and the time before it. */
    private record Change(int drive, String resource, Instant at) {}

    /** Scenario of a drive: a change before or after the end of its session, or both. */
    private record Scenario(Optional<DropMode> mode, boolean before, boolean after) {}

    private final List<Scenario> scenarios = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    FreezeTest() {
        for (DropMode mode : List.of(DropMode.RESET, DropMode.CLOSE_FRAME, DropMode.DISCONNECT)) {
            scenarios.add(new Scenario(Optional.of(mode), true, false));
            scenarios.add(new Scenario(Optional.of(mode), false, true));
            scenarios.add(new Scenario(Optional.of(mode), true, true));
        }
        scenarios.add(new Scenario(Optional.empty(), true, true));
    }

    /**
     * Pings are buffered while the process is stopped; then sessions end. When the process continues, it reads the
     * pings first.
     *
     * @param timeout the time after which a connection without a packet counts as dead
     * @param life the lifetime of subscriptions, which are renewed at half of it
     * @param frozen the duration of the stop
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "shorter than a detectable stall, PT20S, PT1H, 1400",
        "before the heartbeat deadline, PT20S, PT1H, 2000",
        "across the heartbeat deadline, PT2S, PT1H, 4000",
        "across the renewal, PT20S, PT8S, 4000",
        "across the renewal and the expiry, PT20S, PT4S, 5000"
    })
    void change_that_a_frozen_process_missed_is_covered_by_the_catch_up(
            String when, Duration timeout, Duration life, long frozen) throws Exception {
        try (GraphSimulator simulator = simulator(timeout, life);
                ChildProcess child = ChildProcess.start(simulator.graphUrl(), scenarios.size())) {
            awaitDelivery(simulator, child, "first");
            child.signal("STOP");
            try {
                TimeUnit.MILLISECONDS.sleep(frozen / 2); // pings arrive
                runScenarios(simulator);
                TimeUnit.MILLISECONDS.sleep(frozen - frozen / 2);
            } finally {
                child.signal("CONT");
            }
            assertOpenAndNothingLost(simulator, child, Duration.ZERO);
        }
    }

    /** The process is stopped after it has detected the dead sessions, and misses the time of its reconnect. */
    @Test
    void change_that_a_process_missed_while_frozen_across_the_reconnect_delay_is_covered_by_the_catch_up()
            throws Exception {
        scenarios.replaceAll(scenario ->
                new Scenario(scenario.mode().or(() -> Optional.of(DropMode.SILENCE)), scenario.before(), true));
        try (GraphSimulator simulator = simulator(Duration.ofSeconds(2), Duration.ofHours(1));
                ChildProcess child = ChildProcess.start(simulator.graphUrl(), scenarios.size())) {
            awaitDelivery(simulator, child, "first");
            simulator.refuseUpgrades(Integer.MAX_VALUE);
            runScenarios(simulator);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> IntStream.range(0, scenarios.size()).allMatch(drive -> closed(child, drive)));
            child.signal("STOP");
            try {
                TimeUnit.SECONDS.sleep(1);
                IntStream.range(0, scenarios.size()).forEach(drive -> change(simulator, drive, "frozen"));
                TimeUnit.SECONDS.sleep(1); // the delay is half a second to a second
                simulator.refuseUpgrades(0);
            } finally {
                child.signal("CONT");
            }
            assertOpenAndNothingLost(simulator, child, TRANSIT);
        }
    }

    private static GraphSimulator simulator(Duration pingTimeout, Duration life) {
        return GraphSimulator.builder()
                .pingInterval(PING_INTERVAL)
                .pingTimeout(pingTimeout)
                .subscriptionLife(life)
                .start();
    }

    private void runScenarios(GraphSimulator simulator) {
        for (int drive = 0; drive < scenarios.size(); drive++) {
            Scenario scenario = scenarios.get(drive);
            String path = drive(drive);
            if (scenario.before()) {
                change(simulator, drive, "before");
            }
            scenario.mode().ifPresent(mode -> simulator.drop(path, mode));
            if (scenario.after()) {
                change(simulator, drive, "after");
            }
        }
    }

    private void change(GraphSimulator simulator, int drive, String resource) {
        changes.add(new Change(drive, resource, Instant.now()));
        emit(simulator, drive, resource);
    }

    private static void emit(GraphSimulator simulator, int drive, String resource) {
        simulator.emit(drive(drive), "{\"value\":[{\"resource\":\"" + resource + "\"}]}");
    }

    private void assertOpenAndNothingLost(GraphSimulator simulator, ChildProcess child, Duration transit) {
        awaitDelivery(simulator, child, "last");
        List<Change> missed = changes.stream()
                .filter(change -> !delivered(child, change.drive(), change.resource()))
                .toList();
        assertThat(missed).isNotEmpty();
        for (Change change : missed) {
            List<Instant> since = lines(child, " CATCH_UP ", change.drive()).stream()
                    .map(FreezeTest::since)
                    .toList();
            assertThat(since)
                    .as("catch-ups of %s in %s", change, scenarios.get(change.drive()))
                    .anySatisfy(start ->
                            assertThat(start).isBeforeOrEqualTo(change.at().plus(transit)));
        }
    }

    /** Sends a change to each drive repeatedly until it is delivered. */
    private void awaitDelivery(GraphSimulator simulator, ChildProcess child, String resource) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            List<Integer> rest = IntStream.range(0, scenarios.size())
                    .filter(drive -> !delivered(child, drive, resource))
                    .boxed()
                    .toList();
            rest.forEach(drive -> emit(simulator, drive, resource));
            return rest.isEmpty();
        });
    }

    private static boolean delivered(ChildProcess child, int drive, String resource) {
        return lines(child, " CHANGE ", drive).stream().anyMatch(line -> line.endsWith(" " + resource));
    }

    private static boolean closed(ChildProcess child, int drive) {
        return !lines(child, "SessionClosed", drive).isEmpty();
    }

    private static List<String> lines(ChildProcess child, String kind, int drive) {
        return child.lines().stream()
                .filter(line -> line.contains(kind) && line.contains(" " + drive(drive) + " "))
                .toList();
    }

    private static String drive(int number) {
        return "/drives/d" + number + "/root";
    }

    private static Instant since(String line) {
        return Instant.parse(line.substring(line.lastIndexOf(' ') + 1));
    }
}
