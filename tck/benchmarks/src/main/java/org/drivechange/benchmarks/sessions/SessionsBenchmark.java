// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.sessions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.drivechange.benchmarks.Chapter;
import org.drivechange.benchmarks.Effort;
import org.drivechange.benchmarks.receiver.Kind;
import org.drivechange.benchmarks.report.Curves;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.benchmarks.report.Table;

/** What many sessions in one JVM cost that do nothing but live. */
public final class Sessions implements Chapter {

    private static final List<Kind> KINDS =
            List.of(Kind.TYRUS, Kind.OURS_WATCHING, Kind.TYRUS_DEFAULT, Kind.TYRUS_JDK, Kind.IO_SOCKET);

    private static final List<Integer> NUMBERS = List.of(100, 1_000, 5_000, 10_000);

    /** The others would take a machine that has more threads, memory and time to give. */
    private static final List<Kind> FOR_MANY = List.of(Kind.TYRUS, Kind.OURS_WATCHING);

    private final Path module;

    public Sessions(Path module) {
        this.module = module;
    }

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        Table table = report.table(
                "Idle sessions in one JVM, pinged every 25 s",
                "client",
                "sessions",
                "all open after",
                "threads",
                "heap each",
                "CPU, of one core",
                "waits a minute",
                "all open again after all were dropped");
        Curves heap = report.curves("heap", "Heap of idle sessions", "sessions", "bytes in all");
        Curves opening = report.curves("opening", "Until all sessions are open", "sessions", "seconds");
        Crowd ours = null;
        Crowd raw = null;
        for (Kind kind : KINDS) {
            for (int number : effort == Effort.FULL ? NUMBERS : List.of(100)) {
                if (effort == Effort.FULL && number != 1_000 && !FOR_MANY.contains(kind)) {
                    continue;
                }
                Crowd crowd = Crowd.gather(kind, module, number, idle(effort, number));
                tell(kind, number, crowd, table);
                heap.point(kind.title(), number, crowd.heapEach() * number);
                opening.point(kind.title(), number, crowd.opening());
                ours = kind == Kind.OURS_WATCHING ? crowd : ours;
                raw = kind == Kind.TYRUS ? crowd : raw;
            }
        }
        report.ratio("sessions: threads in all", String.valueOf(ours.threads()), "≤ 40");
        report.ratio(
                "sessions: heap each, ours : the bare container's",
                String.format(Locale.ROOT, "%.2f", ours.heapEach() / raw.heapEach()),
                "≤ 1.3");
        report.ratio(
                "sessions: of that ours, in bytes",
                String.format(Locale.ROOT, "%,.0f", ours.heapEach() - raw.heapEach()),
                "≤ 4,096");
        report.ratio(
                "sessions: CPU when idle, of one core; the bare container's",
                percent(ours.cpu()) + "; " + percent(raw.cpu()),
                "< 3 %");
    }

    /** Few sessions take longer to say anything. */
    private static Duration idle(Effort effort, int number) {
        return Duration.ofSeconds(effort == Effort.SHORT ? 2 : number < 5_000 ? 6 : 12);
    }

    private static void tell(Kind kind, int number, Crowd crowd, Table table) {
        table.row(
                kind.title(),
                String.format(Locale.ROOT, "%,d", number),
                String.format(Locale.ROOT, "%.1f s", crowd.opening()),
                String.valueOf(crowd.threads()),
                String.format(Locale.ROOT, "%.1f KB", crowd.heapEach() / 1024),
                percent(crowd.cpu()),
                crowd.waits() < 0 ? "–" : String.format(Locale.ROOT, "%,.0f", crowd.waits()),
                Double.isNaN(crowd.reopening()) ? "–" : String.format(Locale.ROOT, "%.1f s", crowd.reopening()));
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", part * 100);
    }
}
