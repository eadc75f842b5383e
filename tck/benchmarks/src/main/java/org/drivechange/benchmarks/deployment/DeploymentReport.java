// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.deployment;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.drivechange.benchmarks.report.Chart;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.benchmarks.report.Table;

/** Adds the results of the deployment benchmark to the report. */
final class DeploymentReport {

    private static final int FEW = 10;
    private static final int MANY = 100;
    private static final int VERY_MANY = 1_000;

    private final Map<Integer, DeploymentComparison> byObservers;
    private final Jars jars;

    DeploymentReport(Map<Integer, DeploymentComparison> byObservers, Jars jars) {
        this.byObservers = byObservers;
        this.jars = jars;
    }

    void addTo(Report report) throws IOException, InterruptedException {
        ratios(report);
        table(report.table("Deployment", "measurement", "without DriveChange", "with DriveChange", "difference"));
        chart(report.chart("deployment", "Deployment in Weld SE", "observers", "ms"));
    }

    private void ratios(Report report) throws IOException {
        report.ratio("deployment: 10 observers compared with none", millis(slope(0, FEW) * FEW), "≤ 30 ms");
        report.ratio(
                "deployment: per additional observer, 10 to 100; 100 to 1,000",
                String.format(Locale.ROOT, "%.2f ms; %.2f ms", slope(FEW, MANY), slope(MANY, VERY_MANY)),
                "linear");
        report.ratio("impl jar", Jars.kilobytes(jars.implementation()) + " KB", "≤ 200 KB");
    }

    /** Returns the milliseconds per additional observer, with DriveChange. */
    private double slope(int from, int to) {
        double more = byObservers.get(to).millisWith() - byObservers.get(from).millisWith();
        return more / (to - from);
    }

    private void table(Table table) throws IOException, InterruptedException {
        byObservers.forEach((observers, comparison) -> table.row(
                "deployment, " + count(observers) + " observers",
                millis(comparison.millisWithout()),
                millis(comparison.millisWith()),
                millis(comparison.millisWith() - comparison.millisWithout())));
        long without = byObservers.get(FEW).classesWithout();
        long with = byObservers.get(FEW).classesWith();
        table.row("classes loaded, 10 observers while connecting", count(without), count(with), count(with - without));
        long api = Jars.kilobytes(jars.api());
        long implementation = Jars.kilobytes(jars.implementation());
        table.row("jars; the API is part of both", api + " KB", api + implementation + " KB", implementation + " KB");
    }

    private void chart(Chart chart) {
        byObservers.forEach((observers, comparison) -> {
            chart.point("without DriveChange", observers, comparison.millisWithout());
            chart.point("with DriveChange", observers, comparison.millisWith());
        });
    }

    private static String millis(double millis) {
        return count(Math.round(millis)) + " ms";
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
