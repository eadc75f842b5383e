// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.items;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.drivechange.impl.integration.items.ItemMirror.TARGET;
import static org.drivechange.impl.integration.items.ItemMirror.namesOf;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.drivechange.DriveReset;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.SimulatedDrive;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Item changes from the drive to the bean, with positions in files. */
class ItemChangesTest {

    private final GraphSimulator simulator = GraphSimulator.start();
    private final SimulatedDrive drive = simulator.drive(TARGET);

    @TempDir
    private Path directory;

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    private TestApplication start(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.put("drivechange.delta.directory", directory.toString());
        return TestApplication.start(simulator, values, ItemMirror.class, EventRecorder.class);
    }

    private TestApplication startOpen(Map<String, String> more) {
        TestApplication application = start(more);
        application.events().awaitOpened(TARGET, 1);
        awaitRound(application);
        return application;
    }

    /** Waits until the first round is complete, so that later changes are delivered. */
    private static void awaitRound(TestApplication application) {
        DriveWatch watch = application.watch(TARGET);
        await().atMost(ofSeconds(30)).until(() -> watch.lastDelta().isPresent());
    }

    @Test
    void observer_receives_created_renamed_and_deleted_items() {
        try (TestApplication application = startOpen(Map.of())) {
            ItemMirror mirror = application.bean(ItemMirror.class);
            String id = drive.create(drive.root(), "report.docx", 10);
            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> assertThat(mirror.deliveries()).containsExactly("CHANGED report.docx"));
            drive.rename(id, "report-2.docx");
            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> assertThat(mirror.names()).isEqualTo(Map.of(id, "report-2.docx")));
            drive.delete(id);
            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> assertThat(mirror.names()).isEmpty());
            assertThat(mirror.resets()).isEmpty();
        }
    }

    @Test
    void application_continues_after_a_restart_without_repeating_items() {
        try (TestApplication application = startOpen(Map.of())) {
            ItemMirror mirror = application.bean(ItemMirror.class);
            drive.create(drive.root(), "first.txt", 1);
            await().atMost(ofSeconds(30)).until(() -> mirror.deliveries().size() == 1);
        }
        drive.create(drive.root(), "while-stopped.txt", 1);
        try (TestApplication application = startOpen(Map.of())) {
            ItemMirror mirror = application.bean(ItemMirror.class);
            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> assertThat(mirror.deliveries()).containsExactly("CHANGED while-stopped.txt"));
        }
    }

    @Test
    void baseline_delivers_all_items_of_several_pages_after_a_reset() {
        drive.bulk(20);
        try (TestApplication application = start(Map.of("drivechange.delta.start", "all"))) {
            ItemMirror mirror = application.bean(ItemMirror.class);
            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> assertThat(mirror.names()).isEqualTo(namesOf(drive)));
            assertThat(mirror.resets()).containsExactly(DriveReset.Reason.START);
        }
    }

    @Test
    void expired_position_causes_a_reset_and_a_baseline() {
        try (TestApplication application = startOpen(Map.of())) {
            ItemMirror mirror = application.bean(ItemMirror.class);
            String deleted = drive.create(drive.root(), "deleted.txt", 1);
            await().atMost(ofSeconds(30)).until(() -> mirror.names().containsKey(deleted));
            simulator.refuseUpgrades(0);
            drive.expireTokens();
            drive.bulk(changes -> {
                changes.delete(deleted);
                changes.bulk(7);
            });
            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> assertThat(mirror.names()).isEqualTo(namesOf(drive)));
            assertThat(mirror.resets()).containsExactly(DriveReset.Reason.RESYNC);
        }
    }

    @Test
    void requested_resync_causes_a_reset_and_a_baseline() {
        try (TestApplication application = startOpen(Map.of())) {
            ItemMirror mirror = application.bean(ItemMirror.class);
            drive.bulk(5);
            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> assertThat(mirror.names()).isEqualTo(namesOf(drive)));
            application.watch(TARGET).resync();
            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> assertThat(mirror.resets()).containsExactly(DriveReset.Reason.REQUESTED));
            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> assertThat(mirror.deliveries()).hasSizeGreaterThanOrEqualTo(10));
            assertThat(mirror.names()).isEqualTo(namesOf(drive));
        }
    }

    @Test
    void watch_shows_the_number_of_items_and_the_last_round() {
        try (TestApplication application = startOpen(Map.of())) {
            DriveWatch watch = application.watch(TARGET);
            drive.bulk(4);
            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> assertThat(watch.items()).isGreaterThanOrEqualTo(4));
            assertThat(watch.lastDelta()).isPresent();
            assertThat(watch.node()).isEmpty();
        }
    }
}
