// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Results of a run: a table of ratios, further tables and charts. Written at the end of the run. */
public final class Report {

    private final List<Table> tables = new ArrayList<>();
    private final List<Chart> curves = new ArrayList<>();
    private final Table ratios = new Table("Ratios", List.of("ratio", "measured", "target"));

    /** Creates a table; the report keeps the order of creation. */
    public Table table(String title, String... columns) {
        Table table = new Table(title, List.of(columns));
        tables.add(table);
        return table;
    }

    /** Creates a chart. */
    public Chart chart(String name, String title, String x, String y) {
        Chart chart = new Chart(name, title, x, y);
        curves.add(chart);
        return chart;
    }

    /**
     * Adds a row to the table of ratios.
     *
     * @param requested the target value, such as {@code ≥ 4}
     */
    public void ratio(String name, String measured, String requested) {
        ratios.row(name, measured, requested);
    }

    /**
     * Writes the report.
     *
     * @param machine the description of the machine
     * @return the text of the report
     */
    public String write(Path directory, String machine) throws IOException {
        Files.createDirectories(directory);
        StringBuilder text = new StringBuilder("# Results\n\n" + machine + "\n\n" + ratios.markdown());
        for (Table table : tables) {
            text.append('\n').append(table.markdown());
        }
        for (Chart chart : curves) {
            text.append("\n![")
                    .append(chart.title())
                    .append("](")
                    .append(chart.write(directory))
                    .append(")\n");
        }
        Files.writeString(directory.resolve("README.md"), text);
        return text.toString();
    }
}
