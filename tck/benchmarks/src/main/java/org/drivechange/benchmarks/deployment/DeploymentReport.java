// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.deployment;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.drivechange.benchmarks.report.Curves;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.benchmarks.report.Table;

/** What was measured, as figures that can be judged. */
final class Cost {

    private static final int FEW = 10;
    private static final int MANY = 100;
    private static final int VERY_MANY = 1_000;

    private final Map<Integer, Comparison> byObservers;
    private final Jars jars;

    Cost(Map<Integer, Comparison> byObservers, Jars jars) {
        this.byObservers = byObservers;
        this.jars = jars;
    }

    void tell(Report report) throws IOException, InterruptedException {
        ratios(report);
        table(report.table("Cost to the application", "what", "without DriveChange", "with", "more"));
        curves(report.curves("deployment", "Deployment in Weld SE", "observers", "ms"));
    }

    private void ratios(Report report) throws IOException {
        report.ratio("deployment of 10 observers over none", millis(slope(0, FEW) * FEW), "≤ 30 ms");
        report.ratio(
                "deployment of one observer more: from 10 to 100; from 100 to 1,000",
                String.format(Locale.ROOT, "%.2f ms; %.2f ms", slope(FEW, MANY), slope(MANY, VERY_MANY)),
                "linear");
        report.ratio("impl jar", Jars.kilobytes(jars.implementation()) + " KB", "≤ 200 KB");
    }

    /** Milliseconds for each observer more, with DriveChange. */
    private double slope(int from, int to) {
        double more = byObservers.get(to).millisWith() - byObservers.get(from).millisWith();
        return more / (to - from);
    }

    private void table(Table table) throws IOException, InterruptedException {
        byObservers.forEach((observers, one) -> table.row(
                "deployment, " + count(observers) + " observers",
                millis(one.millisWithout()),
                millis(one.millisWith()),
                millis(one.millisWith() - one.millisWithout())));
        long without = byObservers.get(FEW).classesWithout();
        long with = byObservers.get(FEW).classesWith();
        table.row("classes loaded, 10 observers, each connecting", count(without), count(with), count(with - without));
        long api = Jars.kilobytes(jars.api());
        long implementation = Jars.kilobytes(jars.implementation());
        table.row(
                "jars, of which the API is there without, too",
                api + " KB",
                api + implementation + " KB",
                implementation + " KB");
    }

    private void curves(Curves curves) {
        byObservers.forEach((observers, one) -> {
            curves.point("without DriveChange", observers, one.millisWithout());
            curves.point("with DriveChange", observers, one.millisWith());
        });
    }

    private static String millis(double millis) {
        return count(Math.round(millis)) + " ms";
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
