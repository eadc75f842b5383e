// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.measure;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.drivechange.tck.SimulatorClient;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Stores measurements, with the server's name and version, in {@code target/measurements.properties}. */
public final class MeasurementWriter implements TestExecutionListener {

    private static final String PREFIX = "measured ";

    private static final Path FILE = Path.of("target", "measurements.properties");

    /** Deletes the file, whose values of an earlier run would be mistaken for new ones. */
    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        try {
            Files.deleteIfExists(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        Properties measurements = new Properties();
        SimulatorClient.ofTestProcess().notes().stream()
                .filter(note -> note.startsWith(PREFIX))
                .map(note -> note.substring(PREFIX.length()).split("=", 2))
                .forEach(entry -> measurements.setProperty(entry[0], entry[1]));
        if (measurements.isEmpty()) {
            return;
        }
        measurements.setProperty("server", System.getProperty("server.name"));
        measurements.setProperty("version", System.getProperty("server.version"));
        try (OutputStream out = Files.newOutputStream(FILE)) {
            measurements.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
