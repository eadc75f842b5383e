// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.quickstart;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.drivechange.simulator.DropMode;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.SimulatedDrive;

/** Starts the application with a simulated drive, changes files of the drive, kills the application and starts it again. */
final class Demonstration {

    private static final String TARGET = "/me/drive/root";

    private static final Terminal TERMINAL = new Terminal();

    private Demonstration() {}

    /** @throws IllegalStateException when an expected event is missing */
    static void run() throws IOException, InterruptedException {
        Path positions = Files.createTempDirectory(buildDirectory(), "positions");
        try (GraphSimulator graph = GraphSimulator.start()) {
            TERMINAL.info("Simulator of Microsoft Graph started at " + graph.graphUrl() + ".");
            run(
                    graph,
                    Map.of(
                            "drivechange.graph.url",
                            graph.graphUrl(),
                            "drivechange.token",
                            "any-token",
                            "drivechange.delta.start",
                            "all",
                            "drivechange.delta.directory",
                            positions.toString()));
        } finally {
            delete(positions);
        }
    }

    private static void run(GraphSimulator graph, Map<String, String> configuration)
            throws IOException, InterruptedException {
        SimulatedDrive drive = graph.drive(TARGET);
        drive.create(drive.root(), "welcome.txt", 100);
        try (ChildProcess application = ChildProcess.start(configuration)) {
            application.await("EXISTS   welcome.txt");
            application.await("OPENED");
            TERMINAL.info("A file arrives in the drive, is renamed, and is deleted.");
            String invoice = drive.create(drive.root(), "invoice.pdf", 1000);
            application.await("CHANGED  invoice.pdf");
            drive.rename(invoice, "invoice-paid.pdf");
            application.await("CHANGED  invoice-paid.pdf");
            drive.delete(invoice);
            application.await("DELETED");
            TERMINAL.info("The network breaks, and a file arrives meanwhile.");
            graph.drop(TARGET, DropMode.RESET);
            application.await("CLOSED");
            drive.create(drive.root(), "report.docx", 2000);
            application.await("CHANGED  report.docx");
            // after a kill before that, report.docx would be delivered again
            application.awaitSaved();
            TERMINAL.info("The application is killed. Two files arrive before it starts again.");
            application.kill();
        }
        drive.create(drive.root(), "minutes.docx", 3000);
        drive.create(drive.root(), "budget.xlsx", 4000);
        try (ChildProcess application = ChildProcess.start(configuration)) {
            application.await("CHANGED  budget.xlsx");
            application.await("OPENED");
            TERMINAL.info("Graph forgets up to where the application has read, and a file arrives.");
            drive.expireTokens();
            drive.create(drive.root(), "contract.pdf", 5000);
            application.await("RESET    RESYNC");
            application.await("EXISTS   contract.pdf");
            TERMINAL.info("The application stops.");
        }
    }

    /** Returns the directory that contains the classes or the jar: Maven's target. */
    private static Path buildDirectory() {
        try {
            return Path.of(Demonstration.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        for (File file : directory.toFile().listFiles()) {
            Files.delete(file.toPath());
        }
        Files.delete(directory);
    }
}
