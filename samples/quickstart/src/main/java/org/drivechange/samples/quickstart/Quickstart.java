// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.quickstart;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import org.drivechange.DriveChanges;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionOpened;
import org.drivechange.simulator.DropMode;
import org.drivechange.simulator.GraphSimulator;

/**
 * Runs the bean against a simulated drive for a few seconds. With {@code --client-id} (after a sign-in) or
 * {@code --token} it observes a real drive until the Enter key is pressed.
 */
public final class Quickstart {

    private static final Terminal TERMINAL = new Terminal();

    private Quickstart() {}

    /**
     * Starts the sample.
     *
     * @param arguments none, or the options that {@code --help} lists
     */
    public static void main(String[] arguments) throws Exception {
        configureLogging();
        List<String> given = List.of(arguments);
        if (given.contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        try {
            Options.parse(given, System.in).forEach(System::setProperty);
        } catch (IllegalArgumentException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        try {
            boolean account = System.getProperty("drivechange.token") != null
                    || System.getProperty("drivechange.oauth.client-id") != null;
            if (account) {
                runAgainstGraph(given.contains("-"));
            } else {
                runAgainstSimulator();
            }
        } catch (DeploymentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void runAgainstSimulator() throws InterruptedException {
        try (GraphSimulator graph = GraphSimulator.start()) {
            TERMINAL.info("Simulator of Microsoft Graph started at " + graph.graphUrl() + ".");
            System.setProperty("drivechange.graph.url", graph.graphUrl());
            System.setProperty("drivechange.token", "any-token");
            try (SeContainer application = SeContainerInitializer.newInstance().initialize()) {
                String drive = printWatches(application);
                Inbox inbox = application.select(Inbox.class).get();
                boolean seen = inbox.await(DriveSessionOpened.class);
                for (int change = 1; change <= 3; change++) {
                    TERMINAL.info("A file changes in the simulated drive…");
                    graph.emit(drive);
                    seen &= inbox.await(DriveNotification.class);
                    TimeUnit.MILLISECONDS.sleep(500);
                }
                TERMINAL.info("The network breaks…");
                graph.drop(drive, DropMode.RESET);
                seen &= inbox.await(DriveSessionOpened.class) && inbox.await(DriveNotification.class);
                TERMINAL.info("A file changes in the simulated drive…");
                graph.emit(drive);
                seen &= inbox.await(DriveNotification.class);
                TERMINAL.info(seen ? "The application stops." : "An expected event is missing.");
                if (!seen) {
                    System.exit(1);
                }
            }
        }
    }

    private static void runAgainstGraph(boolean tokenOnly) throws IOException, InterruptedException {
        try (SeContainer application = SeContainerInitializer.newInstance().initialize()) {
            printWatches(application);
            TERMINAL.info("Change a file in the drive and wait some seconds. Press Enter to stop.");
            if (System.in.read() < 0 && tokenOnly) {
                // standard input contained only the token
                new CountDownLatch(1).await();
            }
        }
    }

    private static String printWatches(SeContainer application) {
        var watches = application.select(DriveChanges.class).get().watches();
        watches.forEach(watch -> TERMINAL.info("The methods of Inbox observe " + watch.target() + "."));
        return watches.iterator().next().target().path();
    }

    private static void configureLogging() throws IOException {
        try (InputStream levels = Quickstart.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(levels);
        }
    }
}
