// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.drivechange.simulator.client.DeltaRound;
import org.drivechange.simulator.client.DeltaTestClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reader that follows the links from an enumeration on reaches the state of the drive. */
class SimulatedDriveConvergenceTest {

    private static final String TARGET = "/me/drive/root";

    private static final int CHANGES = 200;

    private final Map<String, JsonNode> read = new HashMap<>();

    @ParameterizedTest
    @EnumSource(DriveType.class)
    void reader_reaches_the_state_of_a_drive_that_changes_meanwhile(DriveType type) {
        try (GraphSimulator simulator = GraphSimulator.start()) {
            SimulatedDrive drive = simulator.drive(TARGET).type(type);
            drive.bulk(20);
            drive.deltaDelay(Duration.ofMillis(5));
            CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> change(drive, new Random(1)));

            DeltaRound round = new DeltaTestClient(simulator, TARGET).all();
            apply(round);
            while (!changes.isDone()) {
                round = next(round);
            }
            drive.deltaDelay(Duration.ZERO);
            drive.create(drive.root(), "last", 1);
            while (read.values().stream().noneMatch(item -> name(item).equals("last"))) {
                round = next(round);
            }

            changes.join();
            assertThat(next(round).items()).isEmpty();
            assertThat(state()).isEqualTo(tags(drive)).isNotEmpty();
        }
    }

    private DeltaRound next(DeltaRound round) {
        DeltaRound next = DeltaTestClient.round(round.deltaLink());
        assertThat(next.pages()).hasSizeLessThan(CHANGES);
        apply(next);
        return next;
    }

    /** Removes what is below a deleted folder at the end of the round only, because the order of items is not defined. */
    private void apply(DeltaRound round) {
        for (JsonNode item : round.items()) {
            String id = item.path("id").textValue();
            if (item.has("deleted")) {
                read.remove(id);
            } else {
                read.put(id, item);
            }
        }
        while (read.values().removeIf(item -> !item.has("root") && !read.containsKey(parent(item)))) {
            // the next level
        }
    }

    private Map<String, String> state() {
        return read.values().stream()
                .filter(item -> !item.has("root"))
                .collect(Collectors.toMap(
                        item -> item.path("id").textValue(),
                        item -> parent(item)
                                + item.path("name").textValue()
                                + item.path("eTag").textValue()));
    }

    private static Map<String, String> tags(SimulatedDrive drive) {
        return drive.items().values().stream()
                .collect(Collectors.toMap(SimulatedItem::id, item -> item.parentId() + item.name() + item.eTag()));
    }

    private static String name(JsonNode item) {
        return item.path("name").textValue();
    }

    private static String parent(JsonNode item) {
        return item.path("parentReference").path("id").textValue();
    }

    private static void change(SimulatedDrive drive, Random random) {
        for (int i = 0; i < CHANGES; i++) {
            List<SimulatedItem> items = new ArrayList<>(drive.items().values());
            List<String> folders = new ArrayList<>(List.of(drive.root()));
            items.stream().filter(SimulatedItem::folder).map(SimulatedItem::id).forEach(folders::add);
            String folder = folders.get(random.nextInt(folders.size()));
            String item = items.isEmpty()
                    ? drive.create(folder, "first-" + i, 1)
                    : items.get(random.nextInt(items.size())).id();
            try {
                change(drive, random.nextInt(8), item, folder, "item-" + i);
            } catch (IllegalArgumentException ignored) {
                // such as a folder that would be moved into itself
            }
        }
    }

    private static void change(SimulatedDrive drive, int kind, String item, String folder, String name) {
        switch (kind) {
            case 0, 1 -> drive.createFolder(folder, name);
            case 2 -> drive.create(folder, name, 1);
            case 3 -> drive.update(item, 2);
            case 4 -> drive.rename(item, name);
            case 5, 6 -> drive.move(item, folder);
            default -> {
                drive.delete(item);
                if (name.endsWith("5")) {
                    drive.restore(item);
                }
            }
        }
    }
}
