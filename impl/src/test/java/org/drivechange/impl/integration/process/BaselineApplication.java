// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.process;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.drivechange.DriveChange;
import org.drivechange.DriveDelta;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveReset;
import org.drivechange.impl.integration.fixture.TestApplication;

/**
 * Application in a child JVM that reads a baseline. It prints the number of items at intervals with the used heap, and at the end of
 * the baseline. Its arguments are Graph's URL and the directory of the positions.
 */
final class BaselineApplication {

    static final String TARGET = "/me/drive/root";

    private static final int INTERVAL = 20_000;

    private BaselineApplication() {}

    @ApplicationScoped
    static class Counter {

        private long items;

        @DriveChange(target = TARGET)
        void reset(DriveReset reset) {
            System.out.println("reset");
        }

        @DriveChange(target = TARGET)
        void page(DriveDelta page) {
            if (page.complete()) {
                System.out.println("complete " + items);
            }
        }

        @DriveChange(target = TARGET)
        void item(DriveItemChange item) {
            if (item.name().isEmpty() || item.json().isEmpty()) {
                throw new IllegalStateException("an item has neither a name nor a text");
            }
            if (++items % INTERVAL == 0) {
                System.gc();
                System.out.println("items " + items + " heap "
                        + ManagementFactory.getMemoryMXBean()
                                .getHeapMemoryUsage()
                                .getUsed());
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        try (var application = TestApplication.startQuietly(
                Map.of(
                        "drivechange.graph.url",
                        arguments[0],
                        "drivechange.token",
                        "any",
                        "drivechange.delta.start",
                        "all",
                        "drivechange.delta.directory",
                        arguments[1]),
                Counter.class)) {
            System.in.readAllBytes();
            System.out.println("stopped after " + application.watch(TARGET).items());
        }
    }
}
