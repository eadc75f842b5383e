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
     * @param detection the time until detection, null if there is nothing to detect
     * @param logLines the warnings
     * @param open the time until reopening, null if not reopened
     */
    void add(String fault, Duration detection, List<String> logLines, Duration open) {
        String lines = logLines.isEmpty() ? "nothing" : String.join("<br>", logLines);
        rows.add("| " + String.join(" | ", fault, seconds(detection), lines, seconds(open)) + " |");
    }

    void write(Path file, String introduction) throws IOException {
        String head = "| fault | detected after | log lines | open again after |\n|---|---|---|---|\n";
        Files.writeString(file, introduction + "\n\n" + head + String.join("\n", rows) + "\n");
    }

    private static String seconds(Duration time) {
        return time == null ? NEVER : String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
}
