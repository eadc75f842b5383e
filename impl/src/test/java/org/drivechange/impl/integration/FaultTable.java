// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What was measured of faults, as Markdown. */
final class FaultTable {

    private static final String NEVER = "–";

    private final Queue<String> rows = new ConcurrentLinkedQueue<>();

    /**
     * Adds a row.
     *
     * @param noticed null when there was nothing to notice
     * @param told what the log said of it
     * @param open null when it was never open again
     */
    void add(String fault, Duration noticed, List<String> told, Duration open) {
        String lines = told.isEmpty() ? "nothing" : String.join("<br>", told);
        rows.add("| " + String.join(" | ", fault, seconds(noticed), lines, seconds(open)) + " |");
    }

    void write(Path file, String introduction) throws IOException {
        String head = "| fault | noticed after | told | open again after |\n|---|---|---|---|\n";
        Files.writeString(file, introduction + "\n\n" + head + String.join("\n", rows) + "\n");
    }

    private static String seconds(Duration time) {
        return time == null ? NEVER : String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
}
