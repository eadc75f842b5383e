// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.drivechange.impl.drive.DeltaSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaSimulationTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void mirror_equals_the_drive_after_each_complete_round_of_a_month(long seed) {
        DeltaSimulation simulation = new DeltaSimulation(seed, DeltaSettings.Start.ALL);
        simulation.run(Duration.ofDays(30));
        simulation.settle();
        assertThat(simulation.mirror()).isEqualTo(simulation.drive());
        assertThat(simulation.completeRounds()).isGreaterThan(100);
        assertThat(simulation.resets()).isPositive();
    }
}
