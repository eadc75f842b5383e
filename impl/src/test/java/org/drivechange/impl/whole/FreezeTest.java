// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.drivechange.simulator.Drop;
import org.drivechange.simulator.GraphSimulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that is stopped by a signal while its server goes on. */
@Tag("cdi-independent")
@DisabledOnOs(OS.WINDOWS)
class FreezeTest {

    private static final String DRIVE = "/drives/d0/root";

    /**
     * A ping is buffered while the process is stopped, then the session ends, then a change is missed. When the process goes
     * on it reads the ping first.
     */
    @ParameterizedTest
    @CsvSource({"RESET, 4", "CLOSE_FRAME, 4", "DISCONNECT, 4", "RESET, 2"})
    void change_that_a_frozen_process_missed_is_covered_by_the_catch_up(Drop how, int seconds) throws Exception {
        try (GraphSimulator simulator = GraphSimulator.builder()
                        .pingInterval(Duration.ofMillis(500))
                        .pingTimeout(Duration.ofSeconds(20))
                        .start();
                ChildProcess child = ChildProcess.start(simulator.graphUrl(), 1)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> simulator.sessions(DRIVE) == 1);
            awaitChange(simulator, child);
            child.signal("STOP");
            Instant missed;
            try {
                TimeUnit.SECONDS.sleep(1); // a ping arrives
                simulator.drop(DRIVE, how);
                missed = Instant.now();
                TimeUnit.SECONDS.sleep(seconds - 1);
            } finally {
                child.signal("CONT");
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> !catchUps(child).isEmpty());
            assertThat(since(catchUps(child).get(0))).isBeforeOrEqualTo(missed);
        }
    }

    private static void awaitChange(GraphSimulator simulator, ChildProcess child) throws IOException {
        simulator.emit(DRIVE);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> child.lines().stream().anyMatch(line -> line.contains(" CHANGE ")));
    }

    private static List<String> catchUps(ChildProcess child) {
        return child.lines().stream()
                .filter(line -> line.contains(" CATCH_UP "))
                .toList();
    }

    private static Instant since(String line) {
        return Instant.parse(line.substring(line.lastIndexOf(' ') + 1));
    }
}
