// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.drivechange.simulator.GraphSimulator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Tests a process that receives SIGTERM while watches are registered and closed and metrics are read. */
@Tag("soak")
@DisabledOnOs(OS.WINDOWS)
class TerminationTest {

    private static final int SIGTERM = 128 + 15;

    /** Number of sessions closed by each thread before the signal. */
    private static final int CHURN = 20;

    @RepeatedTest(2)
    void process_shuts_down_completely_within_ten_seconds_of_sigterm_under_churn() throws Exception {
        try (GraphSimulator simulator = GraphSimulator.start();
                ChildProcess child = ChildProcess.start(ChurningApplication.class, List.of(simulator.graphUrl()))) {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(simulator.sessions(ChurningApplication.KEPT)).isEqualTo(1);
                assertThat(child.lines()).satisfies(TerminationTest::assertChurned);
            });
            child.signal("TERM");
            assertThat(child.endsWithin(Duration.ofSeconds(10))).isTrue();
            assertThat(child.exitValue()).isEqualTo(SIGTERM);
            assertThat(lines(child, ChurningApplication.DEADLOCK)).isEmpty();
            assertThat(lines(child, ChurningApplication.CLOSED + ChurningApplication.KEPT))
                    .hasSize(1);
            assertThat(lines(child, ChurningApplication.DESTROYED)).hasSize(1);
            await().until(() -> simulator.openSockets() == 0);
        }
    }

    private static void assertChurned(List<? extends String> lines) {
        for (int user = 0; user < 4; user++) {
            String closed = ChurningApplication.CLOSED + "/drives/d" + user + "/root";
            assertThat(lines).filteredOn(closed::equals).hasSizeGreaterThanOrEqualTo(CHURN);
        }
    }

    private static List<String> lines(ChildProcess child, String beginning) {
        return child.lines().stream().filter(line -> line.startsWith(beginning)).toList();
    }
}
