// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.path;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.drivechange.benchmarks.Chapter;
import org.drivechange.benchmarks.Effort;
import org.drivechange.benchmarks.receiver.Kind;
import org.drivechange.benchmarks.receiver.ReceiverProcess;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.benchmarks.report.Sample;
import org.drivechange.benchmarks.report.Table;
import org.drivechange.benchmarks.server.BlastServer;
import org.drivechange.benchmarks.server.Notifications;

/** How many notifications a second come through, and how long one takes, from the server's socket to the observer. */
public final class WholePath implements Chapter {

    private static final List<Kind> KINDS = List.of(
            Kind.PLAIN,
            Kind.TYRUS,
            Kind.OURS,
            Kind.TYRUS_JDK,
            Kind.JDK,
            Kind.NODE,
            Kind.IO_SOCKET,
            Kind.TOMCAT,
            Kind.OURS_TOMCAT,
            Kind.UNDERTOW,
            Kind.OURS_UNDERTOW);

    /** Nobody can say when a frame that is not read has arrived. */
    private static final List<Kind> NOT_TIMED = List.of(Kind.PLAIN);

    private static final List<Integer> PACES = List.of(1_000, 10_000);

    /** What was found of one receiver. */
    private record Found(Sample perSecond, Sample different, Map<Integer, Sample> latencies) {
        static Found nothing() {
            return new Found(
                    new Sample(),
                    new Sample(),
                    PACES.stream().collect(Collectors.toMap(pace -> pace, pace -> new Sample())));
        }

        String micros(int pace, double part) {
            double nanos = latencies.get(pace).quantile(part);
            return Double.isNaN(nanos) ? "" : String.format(Locale.ROOT, "%.0f", nanos / 1_000);
        }
    }

    private final Path module;

    public WholePath(Path module) {
        this.module = module;
    }

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        Map<Kind, Found> found = new EnumMap<>(Kind.class);
        KINDS.forEach(kind -> found.put(kind, Found.nothing()));
        for (int round = 0; round < (effort == Effort.FULL ? 5 : 1); round++) {
            for (Kind kind : KINDS) {
                measure(kind, effort, found.get(kind));
            }
        }
        tell(found, report);
    }

    private void measure(Kind kind, Effort effort, Found found) throws Exception {
        Duration second = Duration.ofMillis(effort == Effort.FULL ? 1_000 : 200);
        try (BlastServer server = BlastServer.start();
                ReceiverProcess receiver = ReceiverProcess.start(kind, module, server.port())) {
            Round round = Round.open(server, receiver);
            round.warm(Notifications.REAL, second);
            found.perSecond().add(round.bursts(Notifications.REAL, second));
            if (kind.ours()) {
                round.warm(Notifications.DIFFERENT, second);
                found.different().add(round.bursts(Notifications.DIFFERENT, second));
            }
            if (!NOT_TIMED.contains(kind)) {
                for (int pace : PACES) {
                    found.latencies().get(pace).addAll(round.paced(pace, second));
                }
            }
        }
    }

    private static void tell(Map<Kind, Found> found, Report report) {
        Table table = report.table(
                "Whole path: receiving",
                "receiver",
                "messages/s, median",
                "lowest–highest",
                "each different, median",
                "µs at 1,000/s: p50",
                "p99",
                "p99.9",
                "µs at 10,000/s: p50",
                "p99",
                "p99.9");
        found.forEach((kind, one) -> table.row(
                kind.title(),
                String.format(Locale.ROOT, "%,.0f", one.perSecond().median()),
                String.format(
                        Locale.ROOT,
                        "%,.0f–%,.0f",
                        one.perSecond().min(),
                        one.perSecond().max()),
                kind.ours()
                        ? String.format(Locale.ROOT, "%,.0f", one.different().median())
                        : "",
                one.micros(1_000, 0.5),
                one.micros(1_000, 0.99),
                one.micros(1_000, 0.999),
                one.micros(10_000, 0.5),
                one.micros(10_000, 0.99),
                one.micros(10_000, 0.999)));
        ratio(found, Kind.OURS, Kind.IO_SOCKET, "≥ 4", report);
        ratio(found, Kind.OURS, Kind.TYRUS, "≥ 0.8", report);
        ratio(found, Kind.OURS_TOMCAT, Kind.TOMCAT, "≥ 0.8", report);
        ratio(found, Kind.OURS_UNDERTOW, Kind.UNDERTOW, "≥ 0.8", report);
        report.ratio(
                "messages/s, each different, ours : the text handler on Tyrus",
                String.format(
                        Locale.ROOT,
                        "%.2f",
                        found.get(Kind.OURS).different().median()
                                / found.get(Kind.TYRUS).perSecond().median()),
                "");
        for (int pace : PACES) {
            latency(found, pace, 0.5, "p50", report);
            latency(found, pace, 0.99, "p99", report);
        }
    }

    private static void ratio(Map<Kind, Found> found, Kind ours, Kind other, String wanted, Report report) {
        double ratio = found.get(ours).perSecond().median()
                / found.get(other).perSecond().median();
        report.ratio(
                "messages/s, " + ours.title() + " : " + other.title(),
                String.format(Locale.ROOT, "%.2f", ratio),
                wanted);
    }

    private static void latency(Map<Kind, Found> found, int pace, double part, String name, Report report) {
        double ratio = found.get(Kind.OURS).latencies().get(pace).quantile(part)
                / found.get(Kind.TYRUS).latencies().get(pace).quantile(part);
        report.ratio(
                String.format(Locale.ROOT, "%s latency at %,d/s, ours : the text handler on Tyrus", name, pace),
                String.format(Locale.ROOT, "%.2f", ratio),
                "≤ 1.5");
    }
}
