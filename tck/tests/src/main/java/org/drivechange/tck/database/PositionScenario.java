// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import org.drivechange.DriveChanges;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.tck.ObserverCallLog;
import org.drivechange.tck.SimulatorClient;

/** Scenario of an application that reads items, stops, continues, and loses its position to another user. */
@Dependent
class PositionScenario {

    @Inject
    ObserverCallLog calls;

    @Inject
    SimulatorClient simulator;

    @Inject
    DriveChanges changes;

    void run(DriveTarget target, PositionRows rows) throws SQLException {
        try (DriveWatch watch = changes.watch(target)) {
            awaitSaved(watch);
            simulator.createFile(target.path(), "a.txt");
            assertThat(calls.await(target.path(), 1)).containsExactly("a.txt");
            awaitSaved(watch);
            assertThat(rows.all()).containsExactly(target.path() + " 1 true");
        }
        simulator.createFile(target.path(), "b.txt");
        try (DriveWatch watch = changes.watch(target)) {
            assertThat(calls.await(target.path(), 2)).containsExactly("a.txt", "b.txt");
            awaitSaved(watch);
            assertThat(rows.all()).containsExactly(target.path() + " 2 true");
            rows.raiseEpochs();
            watch.readDelta();
            eventually()
                    .untilAsserted(() -> assertThat(watch.lastError())
                            .hasValueSatisfying(error -> assertThat(error).contains("DRC5004")));
        }
        assertThat(rows.all()).containsExactly(target.path() + " 1002 true");
    }

    /** Waits until all changes before this call are delivered and the position after them is saved. */
    private static void awaitSaved(DriveWatch watch) {
        Instant requested = Instant.now();
        watch.readDelta();
        eventually().until(() -> watch.lastDelta().filter(requested::isBefore).isPresent());
    }
}
