// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.benchmarks.report.Table;

/** Allocated bytes of each benchmark in {@code allocations.properties}, which a measurement must not exceed. */
final class AllocationBaseline {

    private static final String FILE = "allocations.properties";

    /** Accepted growth: escape analysis differs between runs. */
    private static final double TOLERANCE = 0.2;

    private static final double TOLERATED_BYTES = 32;

    private final Properties baseline = new Properties();

    AllocationBaseline() {
        try (InputStream file = AllocationBaseline.class.getResourceAsStream(FILE)) {
            baseline.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compares measurements with the baseline.
     *
     * @throws IllegalStateException if a benchmark allocates more; it names each of them
     */
    void compare(Measurements measurements, Report report) {
        Table table = report.table("Micro: allocated bytes", "benchmark", "bytes", "baseline");
        List<String> exceeded = new ArrayList<>();
        for (String benchmark : new TreeSet<>(baseline.stringPropertyNames())) {
            double expected = Double.parseDouble(baseline.getProperty(benchmark));
            double found = measurements.of(benchmark).bytes();
            String bytes = String.format(Locale.ROOT, "%.0f", found);
            table.row(benchmark, bytes, String.format(Locale.ROOT, "%.0f", expected));
            if (found > expected * (1 + TOLERANCE) + TOLERATED_BYTES) {
                exceeded.add(benchmark + " allocates " + bytes + " bytes");
            }
        }
        if (!exceeded.isEmpty()) {
            throw new IllegalStateException(
                    "Expected at most the bytes in " + FILE + ", but found: " + String.join("; ", exceeded));
        }
    }
}
