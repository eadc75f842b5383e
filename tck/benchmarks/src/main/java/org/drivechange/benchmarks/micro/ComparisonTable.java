// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

import java.util.Locale;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.benchmarks.report.Table;

/** The chapter's table: ours, and where there is something to compare with, that beside it. */
final class Rows {

    private final Figures figures;
    private final Table table;

    Rows(Figures figures, Report report) {
        this.figures = figures;
        this.table = report.table(
                "Micro: one operation, in the fastest iteration",
                "what",
                "ns",
                "bytes",
                "beside it",
                "its ns",
                "its bytes",
                "time, ours : its",
                "bytes, ours : its");
    }

    void alone(Class<?> benchmarks, String method, String what) {
        Figure ours = figures.of(benchmarks, method);
        table.row(what, whole(ours.nanos()), whole(ours.bytes()), "", "", "", "", "");
    }

    /** Ours and its, which the same class measures. */
    void beside(Class<?> benchmarks, String method, String what, String itsMethod, String itsName) {
        beside(figures.of(benchmarks, method), what, figures.of(benchmarks, itsMethod), itsName);
    }

    void beside(Figure ours, String what, Figure its, String itsName) {
        table.row(
                what,
                whole(ours.nanos()),
                whole(ours.bytes()),
                itsName,
                whole(its.nanos()),
                whole(its.bytes()),
                ratio(ours.nanos(), its.nanos()),
                ratio(ours.bytes(), its.bytes()));
    }

    static String ratio(double ours, double its) {
        return String.format(Locale.ROOT, "%.2f", ours / its);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
