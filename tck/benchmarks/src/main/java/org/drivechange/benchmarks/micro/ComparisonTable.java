// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

import java.util.Locale;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.benchmarks.report.Table;

/** Table of DriveChange's measurements, each with those of another implementation if there is one. */
final class ComparisonTable {

    private final Measurements measurements;
    private final Table table;

    ComparisonTable(Measurements measurements, Report report) {
        this.measurements = measurements;
        this.table = report.table(
                "Micro: one operation, in the fastest iteration",
                "operation",
                "ns",
                "bytes",
                "compared with",
                "other ns",
                "other bytes",
                "time, DriveChange / other",
                "bytes, DriveChange / other");
    }

    void add(Class<?> benchmarks, String method, String name) {
        Measurement driveChange = measurements.of(benchmarks, method);
        table.row(name, rounded(driveChange.nanos()), rounded(driveChange.bytes()), "", "", "", "", "");
    }

    /** Adds a row with two methods of one benchmark class. */
    void compare(Class<?> benchmarks, String method, String name, String otherMethod, String otherName) {
        compare(measurements.of(benchmarks, method), name, measurements.of(benchmarks, otherMethod), otherName);
    }

    void compare(Measurement driveChange, String name, Measurement other, String otherName) {
        table.row(
                name,
                rounded(driveChange.nanos()),
                rounded(driveChange.bytes()),
                otherName,
                rounded(other.nanos()),
                rounded(other.bytes()),
                ratio(driveChange.nanos(), other.nanos()),
                ratio(driveChange.bytes(), other.bytes()));
    }

    static String ratio(double driveChange, double other) {
        return String.format(Locale.ROOT, "%.2f", driveChange / other);
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
