// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.SimulatedDrive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is killed at random moments while the drive changes: its mirror equals the drive at the end. */
class KilledMirrorTest {

    /** Only items of the page in flight are delivered again after a kill. */
    private static final int PAGE_SIZE = 3;

    @TempDir
    private Path directory;

    private MirrorFile mirror;

    /** The property {@code drivechange.kills} sets the number of kills. */
    @Test
    @Tag("soak")
    void mirror_of_an_application_that_is_killed_equals_the_drive() throws Exception {
        kill(Integer.getInteger("drivechange.kills", 3));
    }

    private void kill(int times) throws IOException {
        mirror = new MirrorFile(directory.resolve("mirror"));
        SplittableRandom random = new SplittableRandom();
        try (GraphSimulator simulator = GraphSimulator.start()) {
            SimulatedDrive drive = simulator.drive(MirrorApplication.TARGET);
            runUntilBaseline(simulator);
            RandomChanges changes = new RandomChanges(drive);
            try (changes) {
                for (int kill = 0; kill < times; kill++) {
                    runUntilKilled(simulator, random.nextInt(60));
                }
            }
            try (ChildProcess last = start(simulator)) {
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(mirror.items())
                                .as(() -> String.join("\n", last.lines()))
                                .isEqualTo(eTags(drive)));
                // an item that was created and deleted between two reads arrives after the others
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(mirror.ids()).containsAll(changes.created()));
            }
        }
        System.out.printf(
                "%d kills: %d lines, %d repeated%n", times, mirror.lines().size(), mirror.duplicates());
        assertThat(mirror.duplicates()).isLessThanOrEqualTo((long) times * PAGE_SIZE);
        assertThat(mirror.lines()).filteredOn(line -> line.startsWith("RESET")).isNotEmpty();
    }

    private ChildProcess start(GraphSimulator simulator) throws IOException {
        return ChildProcess.start(
                MirrorApplication.class,
                List.of(simulator.graphUrl(), directory.resolve("positions").toString()),
                "-XX:TieredStopAtLevel=1",
                "-Dmirror=" + mirror.path());
    }

    /** Completes the baseline of the empty drive, so that each later item is delivered at least once. */
    private void runUntilBaseline(GraphSimulator simulator) throws IOException {
        try (ChildProcess process = start(simulator)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(mirror.lines())
                            .as(() -> String.join("\n", process.lines()))
                            .contains("COMPLETE"));
        }
    }

    /** Kills the process after a number of further lines. */
    private void runUntilKilled(GraphSimulator simulator, int lines) throws IOException {
        int before = mirror.lines().size();
        try (ChildProcess process = start(simulator)) {
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> mirror.lines().size() > before + lines);
            assertThat(process.isAlive())
                    .as(() -> String.join("\n", process.lines()))
                    .isTrue();
        }
    }

    private static Map<String, String> eTags(SimulatedDrive drive) {
        Map<String, String> eTags = new HashMap<>();
        drive.items().forEach((id, item) -> eTags.put(id, item.eTag()));
        eTags.remove(drive.root());
        return eTags;
    }
}
