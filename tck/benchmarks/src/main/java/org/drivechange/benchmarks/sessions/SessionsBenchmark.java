// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.sessions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.drivechange.benchmarks.BenchmarkSuite;
import org.drivechange.benchmarks.Durations;
import org.drivechange.benchmarks.receiver.ReceiverKind;
import org.drivechange.benchmarks.report.Chart;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.benchmarks.report.Table;

/** Measures many idle sessions in one JVM. */
public final class SessionsBenchmark implements BenchmarkSuite {

    private static final List<ReceiverKind> KINDS = List.of(
            ReceiverKind.TYRUS,
            ReceiverKind.DRIVECHANGE_WATCHES,
            ReceiverKind.TYRUS_DEFAULT,
            ReceiverKind.TYRUS_JDK,
            ReceiverKind.IO_SOCKET);

    private static final List<Integer> NUMBERS = List.of(100, 1_000, 5_000, 10_000);

    /** Kinds that need few threads and little memory per session. */
    private static final List<ReceiverKind> SCALABLE_KINDS =
            List.of(ReceiverKind.TYRUS, ReceiverKind.DRIVECHANGE_WATCHES);

    private final Path module;

    public SessionsBenchmark(Path module) {
        this.module = module;
    }

    @Override
    public void measure(Durations durations, Report report) throws Exception {
        Table table = report.table(
                "Idle sessions in one JVM, pinged every 25 s",
                "client",
                "sessions",
                "time until open",
                "threads",
                "heap per session",
                "CPU (one core)",
                "context switches per minute",
                "time to reconnect all");
        Chart heap = report.chart("heap", "Heap of idle sessions", "sessions", "total bytes");
        Chart openSeconds = report.chart("opening", "Time until all sessions are open", "sessions", "seconds");
        SessionMeasurement driveChange = null;
        SessionMeasurement container = null;
        for (ReceiverKind kind : KINDS) {
            for (int number : durations == Durations.FULL ? NUMBERS : List.of(100)) {
                if (durations == Durations.FULL && number != 1_000 && !SCALABLE_KINDS.contains(kind)) {
                    continue;
                }
                SessionMeasurement measurement =
                        SessionMeasurement.measure(kind, module, number, idle(durations, number));
                addTo(kind, number, measurement, table);
                heap.point(kind.title(), number, measurement.heapPerSession() * number);
                openSeconds.point(kind.title(), number, measurement.openSeconds());
                driveChange = kind == ReceiverKind.DRIVECHANGE_WATCHES ? measurement : driveChange;
                container = kind == ReceiverKind.TYRUS ? measurement : container;
            }
        }
        report.ratio("sessions: threads", String.valueOf(driveChange.threads()), "≤ 40");
        report.ratio(
                "sessions: heap per session, DriveChange / container alone",
                String.format(Locale.ROOT, "%.2f", driveChange.heapPerSession() / container.heapPerSession()),
                "≤ 1.3");
        report.ratio(
                "sessions: heap per session of DriveChange, bytes",
                String.format(Locale.ROOT, "%,.0f", driveChange.heapPerSession() - container.heapPerSession()),
                "≤ 4,096");
        report.ratio(
                "sessions: idle CPU (one core); container alone",
                percent(driveChange.cpu()) + "; " + percent(container.cpu()),
                "< 3 %");
    }

    /** Returns the time to measure idle sessions. */
    private static Duration idle(Durations durations, int number) {
        return Duration.ofSeconds(durations == Durations.SHORT ? 2 : number < 5_000 ? 6 : 12);
    }

    private static void addTo(ReceiverKind kind, int number, SessionMeasurement measurement, Table table) {
        table.row(
                kind.title(),
                String.format(Locale.ROOT, "%,d", number),
                String.format(Locale.ROOT, "%.1f s", measurement.openSeconds()),
                String.valueOf(measurement.threads()),
                String.format(Locale.ROOT, "%.1f KB", measurement.heapPerSession() / 1024),
                percent(measurement.cpu()),
                measurement.waits() < 0 ? "–" : String.format(Locale.ROOT, "%,.0f", measurement.waits()),
                Double.isNaN(measurement.reopenSeconds())
                        ? "–"
                        : String.format(Locale.ROOT, "%.1f s", measurement.reopenSeconds()));
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", part * 100);
    }
}
