// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Updates the table of servers in {@code tck/README.md}: replaces the rows of runners that have run and keeps the
 * others.
 */
public final class ServersTable {

    private static final String START = "<!-- the table of servers; ./mvnw -Pservers verify writes it -->\n";
    private static final String END = "<!-- the end of the table of servers -->\n";

    private static final String HEAD = """
            | server | version | JDK | WebSocket client | tests passed / excluded | start-up | threads per 100 sessions |
            |---|---|---|---|---|---|---|
            """;

    private ServersTable() {}

    /** Updates the page; the arguments are the directory of the runners and the page. */
    public static void main(String[] arguments) throws IOException {
        Path readme = Path.of(arguments[1]);
        Files.writeString(readme, written(Files.readString(readme), runs(Path.of(arguments[0]))));
    }

    private static List<Run> runs(Path runners) throws IOException {
        try (Stream<Path> directories = Files.list(runners)) {
            return directories
                    .sorted()
                    .filter(directory -> Files.exists(directory.resolve(Run.MEASURED)))
                    .map(Run::of)
                    .toList();
        }
    }

    static String written(String readme, List<Run> runs) {
        int start = readme.indexOf(START);
        int end = readme.indexOf(END);
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("The page has no lines\n" + START + END);
        }
        Map<String, String> rows = new LinkedHashMap<>();
        readme.substring(start, end)
                .lines()
                .filter(line -> line.startsWith("| ") && !HEAD.startsWith(line))
                .forEach(row -> rows.put(row.split(" \\| ", 2)[0], row));
        runs.stream().map(Run::row).forEach(row -> rows.put(row.split(" \\| ", 2)[0], row));
        String table = HEAD + String.join("\n", rows.values()) + "\n";
        return readme.substring(0, start) + START + table + readme.substring(end);
    }
}
