// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.drivechange.impl.integration.items.ItemMirror.namesOf;
import static org.drivechange.impl.integration.items.ItemScene.TARGET;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.drivechange.DriveChange;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveWatch.State;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.SimulatedDrive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds without sessions, and two targets of one drive. */
class ItemTriggerTest {

    @TempDir
    private Path directory;

    private ItemScene scene;

    @BeforeEach
    void create() {
        scene = new ItemScene(directory);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private TestApplication startWithoutSessions(String pollInterval) {
        scene.simulator().refuseUpgrades(Integer.MAX_VALUE);
        TestApplication application =
                scene.start(Map.of("drivechange.delta.poll-interval", pollInterval), ItemMirror.class);
        ItemScene.awaitRound(application, TARGET);
        return application;
    }

    @Test
    void polls_alone_deliver_changes_while_no_session_can_be_opened() {
        try (TestApplication application = startWithoutSessions("PT0.5S")) {
            ItemMirror mirror = application.bean(ItemMirror.class);
            for (int i = 1; i <= 3; i++) {
                String id = scene.drive().create(scene.drive().root(), "file-" + i, 1);
                await().until(() -> mirror.names().containsKey(id));
            }
            assertThat(application.watch(TARGET).state()).isNotEqualTo(State.OPEN);
            assertThat(mirror.resets()).isEmpty();
        }
    }

    @Test
    void requested_read_delivers_changes_while_no_session_can_be_opened() {
        try (TestApplication application = startWithoutSessions("PT24H")) {
            ItemMirror mirror = application.bean(ItemMirror.class);
            String id = scene.drive().create(scene.drive().root(), "file", 1);
            application.watch(TARGET).readDelta();
            await().until(() -> mirror.names().containsKey(id));
        }
    }

    /** Observes two targets of one drive. */
    @ApplicationScoped
    static class TwoTargets {

        private final List<String> first = new CopyOnWriteArrayList<>();
        private final List<String> second = new CopyOnWriteArrayList<>();

        @DriveChange(target = TARGET)
        void first(DriveItemChange item) {
            first.add(item.name());
        }

        @DriveChange(target = "${second.target}")
        void second(DriveItemChange item) {
            second.add(item.name());
        }

        List<String> first() {
            return first;
        }

        List<String> second() {
            return second;
        }
    }

    @Test
    void two_targets_of_one_drive_have_a_position_each() {
        SimulatedDrive drive = scene.drive();
        String second = "/drives/" + drive.driveId() + "/root";
        try (TestApplication application = scene.startOpen(Map.of("second.target", second), TwoTargets.class)) {
            ItemScene.awaitRound(application, second);
            TwoTargets observers = application.bean(TwoTargets.class);
            drive.create(drive.root(), "file", 1);
            await().untilAsserted(() -> assertThat(observers.first()).containsExactly("file"));
            await().untilAsserted(() -> assertThat(observers.second()).containsExactly("file"));
            assertThat(directory.toFile().list()).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void change_that_the_delta_shows_late_is_delivered() {
        try (TestApplication application = scene.startOpen(Map.of(), ItemMirror.class)) {
            ItemMirror mirror = application.bean(ItemMirror.class);
            scene.drive().emptyReadsAfterChange(1);
            scene.drive().create(scene.drive().root(), "file", 1);
            await().untilAsserted(() -> assertThat(mirror.names()).isEqualTo(namesOf(scene.drive())));
        }
    }
}
