// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.quickstart;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import org.drivechange.DriveChanges;
import org.drivechange.DriveWatch;

/** The application: a CDI container with the bean {@link Inbox}. It is configured by system properties. */
final class InboxApplication {

    private InboxApplication() {}

    /** The condition that ends the application. */
    @FunctionalInterface
    private interface End {
        void await(DriveChanges changes) throws IOException, InterruptedException;
    }

    /** Runs the application until its standard input ends. A line requests a report when all changes before it are saved. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        run("Waiting for changes.", changes -> {
            while (System.in.read() >= 0) {
                reportSaved(changes);
            }
        });
    }

    /** Prints a line when all changes before this call have been delivered, and the position after them is saved. */
    private static void reportSaved(DriveChanges changes) throws InterruptedException {
        Instant requested = Instant.now();
        for (DriveWatch watch : changes.watches()) {
            watch.readDelta();
            while (watch.lastDelta().filter(requested::isBefore).isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            new Terminal().blue("SAVED", watch.target() + " up to the last change");
        }
    }

    /**
     * Runs the application until a line or the end of the standard input is read.
     *
     * @param hint the text that is printed after the start
     * @param endless whether the end of the standard input is ignored
     */
    static void run(String hint, boolean endless) throws IOException, InterruptedException {
        run(hint, changes -> {
            if (System.in.read() < 0 && endless) {
                new CountDownLatch(1).await();
            }
        });
    }

    private static void run(String hint, End end) throws IOException, InterruptedException {
        configureLogging();
        Terminal terminal = new Terminal();
        try (SeContainer application = SeContainerInitializer.newInstance().initialize()) {
            DriveChanges changes = application.select(DriveChanges.class).get();
            changes.watches()
                    .forEach(watch -> terminal.info("The methods of Inbox observe " + watch.target() + ". " + hint));
            end.await(changes);
        } catch (DeploymentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void configureLogging() throws IOException {
        try (InputStream levels = InboxApplication.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(levels);
        }
    }
}
