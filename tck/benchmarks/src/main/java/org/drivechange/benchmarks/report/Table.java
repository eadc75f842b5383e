// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Markdown table with padded columns. */
public final class Table {

    private final String title;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String title, List<String> columns) {
        this.title = title;
        rows.add(columns);
    }

    /** Adds a row with one cell per column. */
    public void row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException("Expected " + rows.get(0).size() + " cells but found " + List.of(cells));
        }
        rows.add(List.of(cells));
    }

    String markdown() {
        StringBuilder text = new StringBuilder("## " + title + "\n\n");
        for (int row = 0; row < rows.size(); row++) {
            text.append(line(rows.get(row)));
            if (row == 0) {
                text.append(line(widths().stream().map("-"::repeat).toList()));
            }
        }
        return text.toString();
    }

    private String line(List<String> cells) {
        List<Integer> widths = widths();
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < cells.size(); column++) {
            line.append(' ')
                    .append(padded(cells.get(column), widths.get(column)))
                    .append(" |");
        }
        return line.append('\n').toString();
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(rows.get(0).size(), 3));
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths.set(column, Math.max(widths.get(column), row.get(column).length()));
            }
        }
        return widths;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
