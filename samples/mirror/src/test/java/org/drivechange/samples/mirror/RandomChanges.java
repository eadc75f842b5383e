// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.mirror;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drivechange.simulator.SimulatedDrive;
import org.drivechange.simulator.SimulatedItem;

/** Makes random changes of a drive. */
final class RandomChanges {

    private final SimulatedDrive drive;
    private final Random random;
    private int created;

    RandomChanges(SimulatedDrive drive, long seed) {
        this.drive = drive;
        this.random = new Random(seed);
    }

    void make(int count) {
        for (int i = 0; i < count; i++) {
            make();
        }
    }

    private void make() {
        List<SimulatedItem> items = List.copyOf(drive.items().values());
        int kind = random.nextInt(10);
        if (items.isEmpty() || kind < 5) {
            created++;
            if (kind % 2 == 0) {
                drive.createFolder(folder(items), "Folder " + created);
            } else {
                drive.create(folder(items), "file " + created + ".txt", created);
            }
            return;
        }
        SimulatedItem item = items.get(random.nextInt(items.size()));
        if (kind < 7) {
            drive.rename(item.id(), "renamed " + ++created);
        } else if (kind < 9) {
            move(item, folder(items));
        } else {
            drive.delete(item.id());
        }
    }

    /** Moves an item, unless the folder is the item or below it. */
    private void move(SimulatedItem item, String folder) {
        for (SimulatedItem at = drive.items().get(folder);
                at != null;
                at = drive.items().get(at.parentId())) {
            if (at.equals(item)) {
                return;
            }
        }
        drive.move(item.id(), folder);
    }

    private String folder(List<SimulatedItem> items) {
        List<String> folders = Stream.concat(
                        Stream.of(drive.root()),
                        items.stream().filter(SimulatedItem::folder).map(SimulatedItem::id))
                .collect(Collectors.toList());
        return folders.get(random.nextInt(folders.size()));
    }
}
