// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.drivechange.simulator.client.DeltaTestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedDriveTest {

    private static final String TARGET = "/drives/b!x/root";

    private final GraphSimulator simulator = GraphSimulator.start();

    private final SimulatedDrive drive = simulator.drive(TARGET);

    private final DeltaTestClient client = new DeltaTestClient(simulator, TARGET);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void drive_describes_its_items() {
        String folder = drive.createFolder(drive.root(), "A");
        String file = drive.create(folder, "a.txt", 7);

        SimulatedItem created = drive.items().get(file);
        assertThat(created.name()).isEqualTo("a.txt");
        assertThat(created.parentId()).isEqualTo(folder);
        assertThat(created.size()).isEqualTo(7);
        assertThat(created.folder()).isFalse();
        assertThat(drive.items().get(folder).folder()).isTrue();
        assertThat(drive.items().get(folder).cTag()).isNull();
        assertThat(drive.items()).hasSize(2).doesNotContainKey(drive.root());
        assertThat(file).matches("01[A-Z2-7]{32}");
    }

    @Test
    void update_changes_both_tags_and_rename_and_move_the_etag_only() {
        String folder = drive.createFolder(drive.root(), "A");
        String file = drive.create(drive.root(), "a.txt", 7);
        SimulatedItem created = drive.items().get(file);

        SimulatedItem updated = drive.update(file, 8);
        SimulatedItem renamed = drive.rename(file, "b.txt");
        SimulatedItem moved = drive.move(file, folder);

        assertThat(updated.size()).isEqualTo(8);
        assertThat(updated.cTag()).isNotEqualTo(created.cTag());
        assertThat(renamed.name()).isEqualTo("b.txt");
        assertThat(moved.parentId()).isEqualTo(folder);
        assertThat(List.of(renamed.cTag(), moved.cTag())).containsOnly(updated.cTag());
        assertThat(List.of(created.eTag(), updated.eTag(), renamed.eTag(), moved.eTag()))
                .doesNotHaveDuplicates();
        assertThat(drive.items()).containsEntry(file, moved);
    }

    @Test
    void delete_and_restore_include_all_items_below_a_folder() {
        String folder = drive.createFolder(drive.root(), "A");
        String file = drive.create(drive.createFolder(folder, "B"), "a.txt", 7);

        assertThat(drive.delete(folder).name()).isEqualTo("A");
        assertThat(drive.items()).isEmpty();

        assertThat(drive.restore(folder).name()).isEqualTo("A");
        assertThat(drive.items()).hasSize(3).containsKey(file);
        assertThatIllegalArgumentException().isThrownBy(() -> drive.restore(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "/"})
    void drive_rejects_a_name_that_is_empty_or_has_a_slash(String name) {
        String id = drive.create(drive.root(), "a.txt", 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> drive.create(drive.root(), name, 1))
                .withMessage("Expected a name without a slash but found \"" + name + "\".");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> drive.rename(id, name))
                .withMessage("Expected a name without a slash but found \"" + name + "\".");
        assertThat(drive.items().get(id).name()).isEqualTo("a.txt");
    }

    @Test
    void rename_over_an_item_deletes_that_item_afterwards() {
        String kept = drive.create(drive.root(), "a.txt", 1);
        String overwritten = drive.create(drive.root(), "b.txt", 2);
        String link = client.latest();

        drive.rename(kept, "B.TXT");

        assertThat(drive.items()).containsOnlyKeys(kept);
        assertThat(DeltaTestClient.round(link).names()).containsExactlyInAnyOrder("-" + overwritten, "root", "B.TXT");
    }

    @Test
    void drive_rejects_invalid_changes() {
        String folder = drive.createFolder(drive.root(), "A");
        String below = drive.createFolder(folder, "B");
        String file = drive.create(folder, "a.txt", 7);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> drive.create("x", "a", 1))
                .withMessage("Expected the id of an item of the drive but found x.");
        assertThatIllegalArgumentException().isThrownBy(() -> drive.create(file, "a", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> drive.create(folder, "A.TXT", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> drive.create(folder, "a/b", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> drive.update(folder, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> drive.move(folder, below));
        assertThatIllegalArgumentException().isThrownBy(() -> drive.delete(drive.root()));
        assertThatIllegalArgumentException().isThrownBy(() -> drive.pageSize(0));
        assertThatIllegalArgumentException().isThrownBy(() -> drive.deltaDelay(Duration.ofSeconds(-1)));
        assertThatIllegalStateException().isThrownBy(() -> drive.type(DriveType.PERSONAL));
        assertThat(drive.items()).hasSize(3);
    }

    @Test
    void targets_of_one_drive_share_it_and_other_targets_have_their_own() {
        assertThat(simulator.drive("/drives/b!x/list"))
                .isEqualTo(drive)
                .hasSameHashCodeAs(drive)
                .isEqualTo(simulator.drive("/drives/B!X/root"));
        SimulatedDrive mine = simulator.drive("/me/drive/root");
        assertThat(simulator.drive("/drives/" + mine.driveId() + "/root")).isEqualTo(mine);
        assertThat(List.of("/me/drive/root", "/groups/g/drive/root", "/sites/s/lists/l/drive/root", TARGET))
                .extracting(target -> simulator.drive(target).driveId())
                .doesNotHaveDuplicates()
                .contains("b!x");
        assertThat(simulator.drive("/groups/g/drive/root").type()).isEqualTo(DriveType.DOCUMENT_LIBRARY);
        assertThat(mine.type()).isEqualTo(DriveType.BUSINESS);
    }

    @ParameterizedTest
    @EnumSource(DriveType.class)
    void ids_are_the_same_in_each_run(DriveType type) {
        try (GraphSimulator other = GraphSimulator.start()) {
            SimulatedDrive one = simulator.drive("/me/drive/root").type(type);
            SimulatedDrive same = other.drive("/me/drive/root").type(type);

            assertThat(one.driveId()).isEqualTo(same.driveId());
            assertThat(one.create(one.root(), "a", 1))
                    .isEqualTo(same.create(same.root(), "a", 1))
                    .isNotEqualTo(one.root());
        }
    }

    @Test
    void concurrent_changes_are_all_reported() {
        drive.pageSize(200);
        String link = client.latest();
        List<String> ids = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> drive.create(drive.root(), i + ".txt", i))
                .toList();

        assertThat(DeltaTestClient.round(link).items())
                .extracting(item -> item.path("id").textValue())
                .containsAll(ids);
        assertThat(ids).doesNotHaveDuplicates();
    }
}
