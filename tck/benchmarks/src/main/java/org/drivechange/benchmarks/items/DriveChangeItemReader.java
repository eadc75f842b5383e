// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.items;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.drivechange.DriveChanges;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;

/**
 * Program that reads the items of drives with DriveChange in Weld SE, with positions in files. It prints a line when it is ready. For each line of its input, the id of a drive, it prints a line with the number of the drive's items after the last position is saved.
 */
final class DriveChangeItemReader {

    private DriveChangeItemReader() {}

    @ApplicationScoped
    static class Counter {

        private final AtomicLong items = new AtomicLong();

        void changed(@Observes @Any DriveItemChange item) {
            if (item.name().isEmpty()) {
                throw new IllegalStateException("an item has no name");
            }
            items.incrementAndGet();
        }

        long items() {
            return items.get();
        }
    }

    /**
     * Reads drives until the input ends.
     *
     * @param arguments Graph's address and version, and the directory of the positions
     */
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        System.setProperty("drivechange.token", "any");
        System.setProperty("drivechange.graph.url", arguments[0]);
        System.setProperty("drivechange.delta.start", "all");
        System.setProperty("drivechange.delta.directory", arguments[1]);
        SeContainer application = SeContainerInitializer.newInstance()
                .addBeanClasses(Counter.class)
                .initialize();
        Counter counter = application.select(Counter.class).get();
        DriveChanges changes = application.select(DriveChanges.class).get();
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String drive = in.readLine(); drive != null; drive = in.readLine()) {
            long before = counter.items();
            try (DriveWatch watch = changes.watch(DriveTarget.parse("/drives/" + drive + "/root"))) {
                while (watch.lastDelta().isEmpty()) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
            System.out.println(counter.items() - before);
        }
        System.exit(0);
    }
}
