// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.process;

import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.drivechange.simulator.SimulatedDrive;

/** Makes 50 random changes of a drive each second until it is closed. */
final class RandomChanges implements AutoCloseable {

    private static final int MAX_ITEMS = 200;

    private final SimulatedDrive drive;
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<String> existing = new ArrayList<>();
    private final List<String> created = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

    RandomChanges(SimulatedDrive drive) {
        this.drive = drive;
        executor.scheduleAtFixedRate(this::change, 0, 20, TimeUnit.MILLISECONDS);
    }

    private void change() {
        int kind = existing.isEmpty() ? 0 : random.nextInt(4);
        if (kind == 0 && existing.size() < MAX_ITEMS) {
            String id = drive.create(drive.root(), "file-" + created.size(), 1);
            existing.add(id);
            created.add(id);
        } else if (kind == 1) {
            drive.delete(existing.remove(random.nextInt(existing.size())));
        } else {
            String id = existing.get(random.nextInt(existing.size()));
            if (kind == 2) {
                drive.rename(id, "renamed-" + id + "-" + random.nextInt());
            } else {
                drive.update(id, random.nextInt(1, 1000));
            }
        }
    }

    /** Ids of all items that were ever created. */
    List<String> created() {
        return created;
    }

    @Override
    public void close() {
        executor.shutdown();
        await().until(executor::isTerminated);
    }
}
