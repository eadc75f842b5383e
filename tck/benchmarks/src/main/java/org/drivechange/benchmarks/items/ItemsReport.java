// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.items;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.benchmarks.report.Sample;
import org.drivechange.benchmarks.report.Table;

/** Adds the results of the items benchmark to the report. */
final class ItemsReport {

    private static final double MIN_ITEMS_PER_SECOND = 3;
    private static final double MAX_BYTES = 0.1;

    private final Map<ReaderKind, ReaderResults> results;
    private final long items;
    private final int itemBytes;
    private final ClassPaths classPaths;

    ItemsReport(Map<ReaderKind, ReaderResults> results, long items, int itemBytes, ClassPaths classPaths) {
        this.results = results;
        this.items = items;
        this.itemBytes = itemBytes;
        this.classPaths = classPaths;
    }

    void addTo(Report report) throws IOException, URISyntaxException {
        ratios(report);
        Table table = report.table(
                String.format(
                        Locale.ROOT,
                        "Items, %,d of about %,d bytes, pages of %d",
                        items,
                        itemBytes,
                        ItemPageTemplate.ITEMS),
                "reader",
                "items/s, median",
                "lowest–highest",
                "allocated bytes per item",
                "CPU per item",
                "heap in use");
        results.forEach((kind, result) -> table.row(
                kind.title(),
                count(result.perSecond().median()),
                count(result.perSecond().min()) + "–" + count(result.perSecond().max()),
                count(result.bytes().median()),
                String.format(Locale.ROOT, "%.1f µs", result.cpu().median()),
                String.format(Locale.ROOT, "%.1f MB", result.heap().median() / 1e6)));
    }

    private void ratios(Report report) throws IOException, URISyntaxException {
        double perSecond = ratio(ReaderResults::perSecond);
        double bytes = ratio(ReaderResults::bytes);
        report.ratio(
                "items/s, DriveChange / PageIterator",
                verdict("%.2f", perSecond, perSecond >= MIN_ITEMS_PER_SECOND),
                String.format(Locale.ROOT, "≥ %.0f", MIN_ITEMS_PER_SECOND));
        report.ratio(
                "allocated bytes per item, DriveChange / PageIterator",
                verdict("%.3f", bytes, bytes <= MAX_BYTES),
                "≤ " + MAX_BYTES);
        report.ratio(
                "CPU time per item, DriveChange / PageIterator",
                String.format(Locale.ROOT, "%.2f", ratio(ReaderResults::cpu)),
                "");
        report.ratio(
                "heap in use while reading, DriveChange / PageIterator",
                String.format(Locale.ROOT, "%.2f", ratio(ReaderResults::heap)),
                "");
        List<Path> ours = ClassPaths.driveChangeJars();
        List<Path> theirs = classPaths.microsoftGraphJars();
        report.ratio(
                "jars, DriveChange with Jackson; microsoft-graph with its dependencies",
                jars(ours) + "; " + jars(theirs),
                "");
    }

    private double ratio(Function<ReaderResults, Sample> measurement) {
        return measurement.apply(results.get(ReaderKind.DRIVECHANGE)).median()
                / measurement.apply(results.get(ReaderKind.MICROSOFT_GRAPH)).median();
    }

    private static String verdict(String format, double ratio, boolean reached) {
        return String.format(Locale.ROOT, format, ratio) + (reached ? " OK" : " MISSED");
    }

    private static String jars(List<Path> jars) throws IOException {
        return String.format(Locale.ROOT, "%d of %,d KB", jars.size(), ClassPaths.bytes(jars) / 1024);
    }

    private static String count(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }
}
