// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Markdown table of the measurements of faults. */
final class FaultTable {

    private static final String NEVER = "–";

    private final Queue<String> rows = new ConcurrentLinkedQueue<>();

    /**
     * Adds a row.
     *
     * @param noticed the time of detection, null when there is nothing to detect
     * @param told the log line
     * @param open the time of reopening, null if not reopened
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
