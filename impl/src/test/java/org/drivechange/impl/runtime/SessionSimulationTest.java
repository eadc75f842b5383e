// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs simulated months with random faults. A failure reports its seed. */
@Tag("scaled")
class SessionSimulationTest {

    private static final Logger LOGGER = Logger.getLogger("org.drivechange");
    private static final int SEEDS = Integer.getInteger("drivechange.months", 100);

    private static Level before;

    @BeforeAll
    static void disableLogging() {
        before = LOGGER.getLevel();
        LOGGER.setLevel(Level.OFF);
    }

    @AfterAll
    static void restoreLogLevel() {
        LOGGER.setLevel(before);
    }

    @Test
    void session_recovers_from_any_faults_without_unreported_loss() {
        List<String> failures = LongStream.range(0, SEEDS)
                .parallel()
                .mapToObj(SessionSimulationTest::failure)
                .filter(Objects::nonNull)
                .toList();
        assertThat(failures).isEmpty();
    }

    private static String failure(long seed) {
        try {
            new SessionSimulation(seed).run();
            return null;
        } catch (RuntimeException | AssertionError failure) {
            return "seed " + seed + ": " + failure.getMessage();
        }
    }
}
