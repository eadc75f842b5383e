// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.growth;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.drivechange.benchmarks.BenchmarkSuite;
import org.drivechange.benchmarks.Durations;
import org.drivechange.benchmarks.path.ReceiverSession;
import org.drivechange.benchmarks.receiver.ReceiverKind;
import org.drivechange.benchmarks.receiver.ReceiverProcess;
import org.drivechange.benchmarks.report.Chart;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.benchmarks.report.Sample;
import org.drivechange.benchmarks.report.Table;
import org.drivechange.benchmarks.server.LoadServer;
import org.drivechange.benchmarks.server.Notifications;

/** Measures longer payloads, more observers of a target, and the time from JVM start to the first notification. */
public final class ScalingBenchmark implements BenchmarkSuite {

    private static final List<ReceiverKind> KINDS =
            List.of(ReceiverKind.TYRUS, ReceiverKind.DRIVECHANGE, ReceiverKind.IO_SOCKET);
    private static final List<Integer> PAYLOADS = List.of(200, 424, 2_000, 8_000, 32_000, 64_000);
    private static final List<Integer> OBSERVERS = List.of(1, 10, 100, 1_000);

    private final Path module;

    public ScalingBenchmark(Path module) {
        this.module = module;
    }

    @Override
    public void measure(Durations durations, Report report) throws Exception {
        Duration second = Duration.ofMillis(durations == Durations.FULL ? 700 : 100);
        payloads(second, report);
        observers(second, report);
        firstNotification(durations == Durations.FULL ? 5 : 1, report);
    }

    private void payloads(Duration second, Report report) throws Exception {
        Table table = report.table("Payloads, each distinct", "receiver", "characters", "messages/s", "MB/s");
        Chart chart = report.chart("payloads", "Payloads", "characters", "messages/s");
        for (ReceiverKind kind : KINDS) {
            try (LoadServer server = LoadServer.start();
                    ReceiverProcess receiver = ReceiverProcess.start(kind, module, server.port())) {
                ReceiverSession session = ReceiverSession.open(server, receiver);
                for (int characters : PAYLOADS) {
                    Notifications notifications = new Notifications(characters, false);
                    session.measureBursts(notifications, second);
                    double perSecond = session.measureBursts(notifications, second);
                    table.row(
                            kind.title(),
                            String.format(Locale.ROOT, "%,d", characters),
                            String.format(Locale.ROOT, "%,.0f", perSecond),
                            String.format(Locale.ROOT, "%,.0f", perSecond * characters / 1e6));
                    chart.point(kind.title(), characters, perSecond);
                }
            }
        }
    }

    private void observers(Duration second, Report report) throws Exception {
        Table table = report.table("Observers of one target", "observers", "notifications/s", "observers called/s");
        Chart chart = report.chart("observers", "Observers of one target", "observers", "notifications/s");
        for (int observers : OBSERVERS) {
            try (LoadServer server = LoadServer.start();
                    ReceiverProcess receiver = ReceiverProcess.observing(observers, module, server.port())) {
                ReceiverSession session = ReceiverSession.open(server, receiver);
                session.measureBursts(Notifications.REAL, second.multipliedBy(2));
                double perSecond = session.measureBursts(Notifications.REAL, second);
                table.row(
                        String.format(Locale.ROOT, "%,d", observers),
                        String.format(Locale.ROOT, "%,.0f", perSecond),
                        String.format(Locale.ROOT, "%,.0f", perSecond * observers));
                chart.point("DriveChange, Weld SE", observers, perSecond);
            }
        }
    }

    private void firstNotification(int runs, Report report) throws Exception {
        Table table = report.table("From the start of a JVM to the first notification", "receiver", "median");
        for (ReceiverKind kind : List.of(ReceiverKind.DRIVECHANGE, ReceiverKind.IO_SOCKET)) {
            Sample seconds = new Sample();
            for (int run = 0; run < runs; run++) {
                long start = System.nanoTime();
                try (LoadServer server = LoadServer.start();
                        ReceiverProcess receiver = ReceiverProcess.start(kind, module, server.port())) {
                    ReceiverSession.open(server, receiver);
                    server.sendBurst(1, Notifications.REAL);
                    receiver.await(1);
                    seconds.add((System.nanoTime() - start) / 1e9);
                }
            }
            table.row(kind.title(), String.format(Locale.ROOT, "%.2f s", seconds.median()));
        }
    }
}
