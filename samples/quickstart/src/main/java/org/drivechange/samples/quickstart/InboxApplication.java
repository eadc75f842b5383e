// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.quickstart;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;
import org.drivechange.DriveChanges;

/** The application: a CDI container with the bean {@link Inbox}. It is configured by system properties. */
final class InboxApplication {

    private InboxApplication() {}

    /** Runs the application until its standard input ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        run("Waiting for changes.", false);
    }

    /**
     * Runs the application until a line or the end of the standard input is read.
     *
     * @param hint the text that is printed after the start
     * @param endless whether the end of the standard input is ignored
     */
    static void run(String hint, boolean endless) throws IOException, InterruptedException {
        configureLogging();
        Terminal terminal = new Terminal();
        try (SeContainer application = SeContainerInitializer.newInstance().initialize()) {
            application
                    .select(DriveChanges.class)
                    .get()
                    .watches()
                    .forEach(watch -> terminal.info("The methods of Inbox observe " + watch.target() + ". " + hint));
            if (System.in.read() < 0 && endless) {
                new CountDownLatch(1).await();
            }
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
