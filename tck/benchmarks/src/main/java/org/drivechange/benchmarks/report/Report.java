// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was measured: tables, the ratios that matter, and curves. Written when all is measured. */
public final class Report {

    private final List<Table> tables = new ArrayList<>();
    private final List<Curves> curves = new ArrayList<>();
    private final Table ratios = new Table("Ratios", List.of("what", "measured", "wanted"));

    /** A new table, in the order in which they are asked for. */
    public Table table(String title, String... columns) {
        Table table = new Table(title, List.of(columns));
        tables.add(table);
        return table;
    }

    /** A new picture. */
    public Curves curves(String name, String title, String x, String y) {
        Curves picture = new Curves(name, title, x, y);
        curves.add(picture);
        return picture;
    }

    /**
     * Adds a line to the first table.
     *
     * @param wanted what was set as the mark, such as {@code ≥ 4}
     */
    public void ratio(String what, String measured, String wanted) {
        ratios.row(what, measured, wanted);
    }

    /**
     * Writes all of it.
     *
     * @param machine what all of it was measured on
     * @return what was written as text
     */
    public String write(Path directory, String machine) throws IOException {
        Files.createDirectories(directory);
        StringBuilder text = new StringBuilder("# Measured\n\n" + machine + "\n\n" + ratios.markdown());
        for (Table table : tables) {
            text.append('\n').append(table.markdown());
        }
        for (Curves picture : curves) {
            text.append("\n![")
                    .append(picture.title())
                    .append("](")
                    .append(picture.write(directory))
                    .append(")\n");
        }
        Files.writeString(directory.resolve("README.md"), text);
        return text.toString();
    }
}
