// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.path;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.drivechange.benchmarks.BenchmarkSuite;
import org.drivechange.benchmarks.Durations;
import org.drivechange.benchmarks.receiver.ReceiverKind;
import org.drivechange.benchmarks.receiver.ReceiverProcess;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.benchmarks.report.Sample;
import org.drivechange.benchmarks.report.Table;
import org.drivechange.benchmarks.server.LoadServer;
import org.drivechange.benchmarks.server.Notifications;

/** Measures throughput and latency from the server's socket to the observer. */
public final class ThroughputBenchmark implements BenchmarkSuite {

    private static final List<ReceiverKind> KINDS = List.of(
            ReceiverKind.PLAIN,
            ReceiverKind.TYRUS,
            ReceiverKind.DRIVECHANGE,
            ReceiverKind.TYRUS_JDK,
            ReceiverKind.JDK,
            ReceiverKind.NODE,
            ReceiverKind.IO_SOCKET,
            ReceiverKind.TOMCAT,
            ReceiverKind.DRIVECHANGE_TOMCAT,
            ReceiverKind.UNDERTOW,
            ReceiverKind.DRIVECHANGE_UNDERTOW);

    /** Receivers that do not parse frames, and therefore not the time of sending. */
    private static final List<ReceiverKind> WITHOUT_LATENCY = List.of(ReceiverKind.PLAIN);

    private static final List<Integer> PACES = List.of(1_000, 10_000);

    /** Results of one receiver. */
    private record Results(Sample perSecond, Sample different, Map<Integer, Sample> latencies) {
        static Results empty() {
            return new Results(
                    new Sample(),
                    new Sample(),
                    PACES.stream().collect(Collectors.toMap(sendAtRate -> sendAtRate, sendAtRate -> new Sample())));
        }

        String micros(int sendAtRate, double part) {
            double nanos = latencies.get(sendAtRate).quantile(part);
            return Double.isNaN(nanos) ? "" : String.format(Locale.ROOT, "%.0f", nanos / 1_000);
        }
    }

    private final Path module;

    public ThroughputBenchmark(Path module) {
        this.module = module;
    }

    @Override
    public void measure(Durations durations, Report report) throws Exception {
        Map<ReceiverKind, Results> results = new EnumMap<>(ReceiverKind.class);
        KINDS.forEach(kind -> results.put(kind, Results.empty()));
        for (int session = 0; session < (durations == Durations.FULL ? 5 : 1); session++) {
            for (ReceiverKind kind : KINDS) {
                measure(kind, durations, results.get(kind));
            }
        }
        addTo(results, report);
    }

    private void measure(ReceiverKind kind, Durations durations, Results results) throws Exception {
        Duration second = Duration.ofMillis(durations == Durations.FULL ? 1_000 : 200);
        try (LoadServer server = LoadServer.start();
                ReceiverProcess receiver = ReceiverProcess.start(kind, module, server.port())) {
            ReceiverSession session = ReceiverSession.open(server, receiver);
            session.warmUp(Notifications.REAL, second);
            results.perSecond().add(session.measureBursts(Notifications.REAL, second));
            if (kind.isDriveChange()) {
                session.warmUp(Notifications.DIFFERENT, second);
                results.different().add(session.measureBursts(Notifications.DIFFERENT, second));
            }
            if (!WITHOUT_LATENCY.contains(kind)) {
                for (int sendAtRate : PACES) {
                    results.latencies().get(sendAtRate).addAll(session.measureLatencies(sendAtRate, second));
                }
            }
        }
    }

    private static void addTo(Map<ReceiverKind, Results> results, Report report) {
        Table table = report.table(
                "Throughput and latency",
                "receiver",
                "messages/s, median",
                "lowest–highest",
                "distinct payloads, median",
                "µs at 1,000/s: p50",
                "p99",
                "p99.9",
                "µs at 10,000/s: p50",
                "p99",
                "p99.9");
        results.forEach((kind, result) -> table.row(
                kind.title(),
                String.format(Locale.ROOT, "%,.0f", result.perSecond().median()),
                String.format(
                        Locale.ROOT,
                        "%,.0f–%,.0f",
                        result.perSecond().min(),
                        result.perSecond().max()),
                kind.isDriveChange()
                        ? String.format(Locale.ROOT, "%,.0f", result.different().median())
                        : "",
                result.micros(1_000, 0.5),
                result.micros(1_000, 0.99),
                result.micros(1_000, 0.999),
                result.micros(10_000, 0.5),
                result.micros(10_000, 0.99),
                result.micros(10_000, 0.999)));
        ratio(results, ReceiverKind.DRIVECHANGE, ReceiverKind.IO_SOCKET, "≥ 4", report);
        ratio(results, ReceiverKind.DRIVECHANGE, ReceiverKind.TYRUS, "≥ 0.8", report);
        ratio(results, ReceiverKind.DRIVECHANGE_TOMCAT, ReceiverKind.TOMCAT, "≥ 0.8", report);
        ratio(results, ReceiverKind.DRIVECHANGE_UNDERTOW, ReceiverKind.UNDERTOW, "≥ 0.8", report);
        report.ratio(
                "messages/s, distinct payloads, DriveChange / text handler on Tyrus",
                String.format(
                        Locale.ROOT,
                        "%.2f",
                        results.get(ReceiverKind.DRIVECHANGE).different().median()
                                / results.get(ReceiverKind.TYRUS).perSecond().median()),
                "");
        for (int sendAtRate : PACES) {
            latency(results, sendAtRate, 0.5, "p50", report);
            latency(results, sendAtRate, 0.99, "p99", report);
        }
    }

    private static void ratio(
            Map<ReceiverKind, Results> results,
            ReceiverKind driveChange,
            ReceiverKind other,
            String requested,
            Report report) {
        double ratio = results.get(driveChange).perSecond().median()
                / results.get(other).perSecond().median();
        report.ratio(
                "messages/s, " + driveChange.title() + " / " + other.title(),
                String.format(Locale.ROOT, "%.2f", ratio),
                requested);
    }

    private static void latency(
            Map<ReceiverKind, Results> results, int sendAtRate, double part, String name, Report report) {
        double ratio = results.get(ReceiverKind.DRIVECHANGE)
                        .latencies()
                        .get(sendAtRate)
                        .quantile(part)
                / results.get(ReceiverKind.TYRUS).latencies().get(sendAtRate).quantile(part);
        report.ratio(
                String.format(
                        Locale.ROOT, "%s latency at %,d/s, DriveChange / text handler on Tyrus", name, sendAtRate),
                String.format(Locale.ROOT, "%.2f", ratio),
                "≤ 1.5");
    }
}
