// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.drivechange.simulator.DriveType;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.SimulatedDrive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DriveMirrorTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final GraphSimulator graph = GraphSimulator.start();
    private final SimulatedDrive drive = graph.drive("/me/drive/root");

    @TempDir
    private Path directory;

    private Process mirror;

    @AfterEach
    void stop() throws InterruptedException {
        if (mirror != null) {
            kill();
        }
        graph.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = DriveType.class,
            names = {"BUSINESS", "PERSONAL"})
    void mirror_equals_the_drive_after_random_changes_kills_and_resyncs(DriveType type) throws Exception {
        long seed = new Random().nextLong();
        System.out.println(type + ", seed " + seed);
        RandomChanges changes = new RandomChanges(drive.type(type), seed);
        Random random = new Random(seed);
        changes.make(50);
        start();
        awaitEqualDrive();
        for (int kills = 0; kills < 3; kills++) {
            String before = Files.readString(index());
            changes.make(10 + random.nextInt(30));
            awaitWriteAfter(before);
            kill();
            changes.make(random.nextInt(30));
            if (kills == 1) {
                drive.expireTokens();
            }
            start();
        }
        changes.make(20);
        drive.expireTokens();
        changes.make(20);
        awaitEqualDrive();
    }

    private void start() throws IOException {
        mirror = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Ddrivechange.graph.url=" + graph.graphUrl(),
                        "-Ddrivechange.token=any-token",
                        "-Ddrivechange.delta.directory=" + directory.resolve("positions"),
                        "-Dmirror.file=" + index(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MirrorApplication.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/mirror.log")))
                .start();
    }

    private void kill() throws InterruptedException {
        mirror.destroyForcibly().waitFor();
    }

    private Path index() {
        return directory.resolve("index");
    }

    private void awaitWriteAfter(String before) {
        await().atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> !Files.readString(index()).equals(before));
    }

    private void awaitEqualDrive() {
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(mirrored()).isEqualTo(inDrive()));
    }

    private Map<String, String> mirrored() throws IOException {
        return MirrorIndex.read(index()).items().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> (entry.getValue().deleted() ? "deleted " : "")
                                + entry.getValue().name() + " in "
                                + entry.getValue().parentId()));
    }

    private Map<String, String> inDrive() {
        return drive.items().values().stream()
                .collect(Collectors.toMap(item -> item.id(), item -> item.name() + " in " + item.parentId()));
    }
}
