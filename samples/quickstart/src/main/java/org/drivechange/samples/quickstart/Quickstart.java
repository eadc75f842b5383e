// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.quickstart;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import org.drivechange.DriveChanges;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionOpened;
import org.drivechange.simulator.Drop;
import org.drivechange.simulator.GraphSimulator;

/**
 * Runs the bean against a simulated drive for a few seconds; with {@code --token} (and {@code --graph-url}, {@code --target})
 * against a real one, until the Enter key is pressed.
 */
public final class Quickstart {

    private static final Terminal TERMINAL = new Terminal();
    private static final List<String> OPTIONS = List.of("--token", "--graph-url", "--target");

    private Quickstart() {}

    /**
     * Starts the sample.
     *
     * @param arguments none, or options and their values
     */
    public static void main(String[] arguments) throws Exception {
        quietLogs();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
                System.err.println(
                        "Not understood: " + arguments[i] + ". Accepted are " + OPTIONS + ", each with a value.");
                System.exit(2);
            }
            String key = arguments[i].substring(2).replace('-', '.');
            System.setProperty((key.equals("target") ? "quickstart." : "drivechange.") + key, arguments[i + 1]);
        }
        try {
            if (System.getProperty("drivechange.token") == null) {
                simulated();
            } else {
                real();
            }
        } catch (DeploymentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(1);
        }
    }

    private static void simulated() throws InterruptedException {
        try (GraphSimulator graph = GraphSimulator.start()) {
            TERMINAL.say("A simulated Microsoft Graph runs at " + graph.graphUrl() + ".");
            System.setProperty("drivechange.graph.url", graph.graphUrl());
            System.setProperty("drivechange.token", "any-token-will-do-here");
            try (SeContainer application = SeContainerInitializer.newInstance().initialize()) {
                String drive = discovered(application);
                Inbox inbox = application.select(Inbox.class).get();
                boolean seen = inbox.awaits(DriveSessionOpened.class);
                for (int change = 1; change <= 3; change++) {
                    TERMINAL.say("A file changes in the simulated drive…");
                    graph.emit(drive);
                    seen &= inbox.awaits(DriveNotification.class);
                    TimeUnit.MILLISECONDS.sleep(500);
                }
                TERMINAL.say("The network breaks…");
                graph.drop(drive, Drop.RESET);
                seen &= inbox.awaits(DriveSessionOpened.class) && inbox.awaits(DriveNotification.class);
                TERMINAL.say("A file changes in the simulated drive…");
                graph.emit(drive);
                seen &= inbox.awaits(DriveNotification.class);
                TERMINAL.say(seen ? "The application stops." : "Something that should have been seen was not.");
                if (!seen) {
                    System.exit(1);
                }
            }
        }
    }

    private static void real() throws IOException {
        try (SeContainer application = SeContainerInitializer.newInstance().initialize()) {
            discovered(application);
            TERMINAL.say("Change a file in the drive and wait some seconds. Press Enter to stop.");
            System.in.read();
        }
    }

    private static String discovered(SeContainer application) {
        var watches = application.select(DriveChanges.class).get().watches();
        watches.forEach(watch -> TERMINAL.say("Discovered: the methods of Inbox observe " + watch.target() + "."));
        return watches.iterator().next().target().path();
    }

    private static void quietLogs() throws IOException {
        try (InputStream levels = Quickstart.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(levels);
        }
    }
}
