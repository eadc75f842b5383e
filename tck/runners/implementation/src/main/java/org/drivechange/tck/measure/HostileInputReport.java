// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.drivechange.tck.SimulatorClient;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Writes the notes of {@code HostileInputsTest}, one row per input, to {@code target/hostile-inputs.md}. */
public final class HostileInputReport implements TestExecutionListener {

    private static final String PREFIX = "hostile input | ";

    private static final Path FILE = Path.of("target", "hostile-inputs.md");

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        List<String> rows = SimulatorClient.ofTestProcess().notes().stream()
                .filter(note -> note.startsWith(PREFIX))
                .map(note -> "| " + note.substring(PREFIX.length()) + " |")
                .sorted()
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        String head = """
                %s %s

                | input | reported | heap at its peak, MiB | heap kept, MiB | processor time, s |
                |---|---|---|---|---|
                """.formatted(System.getProperty("server.name"), System.getProperty("server.version"));
        try {
            Files.writeString(FILE, head + String.join("\n", rows) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
