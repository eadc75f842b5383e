// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.drivechange.impl.drive.DeltaSettings.Start;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs simulated months with random faults, every second one from the latest state. A failure reports its seed. */
@Tag("scaled")
class DeltaSimulationTest {

    private static final int DEFAULT_SEEDS = 20;

    /** A month of a reader takes longer than a month of a session, by which the property counts. */
    private static final int SESSION_MONTHS_PER_SEED = 10;

    private static final int SEEDS =
            Math.max(DEFAULT_SEEDS, Integer.getInteger("drivechange.months", 0) / SESSION_MONTHS_PER_SEED);

    @Test
    void mirror_equals_the_drive_after_each_complete_round_of_a_month() {
        List<String> failures = LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(DeltaSimulationTest::failure)
                .filter(Objects::nonNull)
                .toList();
        assertThat(failures).isEmpty();
    }

    private static String failure(long seed) {
        try {
            run(seed);
            return null;
        } catch (RuntimeException | AssertionError failure) {
            return "seed " + seed + ": " + failure.getMessage();
        }
    }

    private static void run(long seed) {
        DeltaSimulation simulation = new DeltaSimulation(seed, seed % 2 == 0 ? Start.LATEST : Start.ALL);
        simulation.run(Duration.ofDays(30));
        simulation.settle();
        assertThat(simulation.mirror()).isEqualTo(simulation.drive());
        assertThat(simulation.completeRounds()).isGreaterThan(100);
        assertThat(simulation.resets()).isPositive();
    }
}
