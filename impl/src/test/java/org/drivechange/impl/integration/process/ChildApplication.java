// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.process;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveTarget;
import org.drivechange.impl.integration.fixture.TestApplication;

/**
 * Application in a child JVM. Watches a number of drives, prints a line per event, and fills its heap on request. Its
 * arguments are Graph's URL and the number of drives.
 */
final class ChildApplication {

    private static final int CHUNK = 16 * 1024;

    private ChildApplication() {}

    @ApplicationScoped
    static class Printer {

        void onEvent(@Observes DriveEvent event) {
            System.out.println(event.getClass().getSimpleName() + " "
                    + (event instanceof DriveNotification notification ? notification.cause() : "") + " "
                    + event.target() + " " + event.at() + detail(event));
        }

        /** Returns the start of the gap for a catch-up, or the changed resource. */
        private static String detail(DriveEvent event) {
            if (event instanceof DriveNotification notification) {
                return " " + (notification.cause() == Cause.CATCH_UP ? notification.since() : notification.resource());
            }
            return "";
        }
    }

    public static void main(String[] arguments) throws IOException {
        int drives = Integer.parseInt(arguments[1]);
        try (var application = TestApplication.startQuietly(
                Map.of(
                        "drivechange.graph.url", arguments[0],
                        "drivechange.token", "any",
                        "drivechange.reconnect.max-delay", "PT1S",
                        "drivechange.connect-timeout", "PT5S"),
                Printer.class)) {
            IntStream.range(0, drives)
                    .forEach(number -> application.changes().watch(DriveTarget.parse("/drives/d" + number + "/root")));
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                fillHeap(Long.parseLong(command));
                System.out.println("freed");
            }
        }
    }

    /** Keeps the heap full for a number of milliseconds. */
    private static void fillHeap(long millis) {
        List<byte[]> ballast = new ArrayList<>(1 << 16);
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            try {
                ballast.add(new byte[ballast.isEmpty() ? CHUNK : CHUNK >> (ballast.size() % 12)]);
            } catch (OutOfMemoryError ignored) {
                Thread.onSpinWait();
            }
        }
    }
}
