// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.growth;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.drivechange.benchmarks.Chapter;
import org.drivechange.benchmarks.Effort;
import org.drivechange.benchmarks.path.Round;
import org.drivechange.benchmarks.receiver.Kind;
import org.drivechange.benchmarks.receiver.ReceiverProcess;
import org.drivechange.benchmarks.report.Curves;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.benchmarks.report.Sample;
import org.drivechange.benchmarks.report.Table;
import org.drivechange.benchmarks.server.BlastServer;
import org.drivechange.benchmarks.server.Notifications;

/** How it goes with longer payloads, with more observers of a target, and from the start of a JVM. */
public final class Growth implements Chapter {

    private static final List<Kind> KINDS = List.of(Kind.TYRUS, Kind.OURS, Kind.IO_SOCKET);
    private static final List<Integer> PAYLOADS = List.of(200, 424, 2_000, 8_000, 32_000, 64_000);
    private static final List<Integer> OBSERVERS = List.of(1, 10, 100, 1_000);

    private final Path module;

    public Growth(Path module) {
        this.module = module;
    }

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        Duration second = Duration.ofMillis(effort == Effort.FULL ? 700 : 100);
        payloads(second, report);
        observers(second, report);
        firstNotification(effort == Effort.FULL ? 5 : 1, report);
    }

    private void payloads(Duration second, Report report) throws Exception {
        Table table = report.table("Payloads, each different", "receiver", "characters", "messages/s", "MB/s");
        Curves curves = report.curves("payloads", "Payloads", "characters", "messages/s");
        for (Kind kind : KINDS) {
            try (BlastServer server = BlastServer.start();
                    ReceiverProcess receiver = ReceiverProcess.start(kind, module, server.port())) {
                Round round = Round.open(server, receiver);
                for (int characters : PAYLOADS) {
                    Notifications what = new Notifications(characters, false);
                    round.bursts(what, second);
                    double perSecond = round.bursts(what, second);
                    table.row(
                            kind.title(),
                            String.format(Locale.ROOT, "%,d", characters),
                            String.format(Locale.ROOT, "%,.0f", perSecond),
                            String.format(Locale.ROOT, "%,.0f", perSecond * characters / 1e6));
                    curves.point(kind.title(), characters, perSecond);
                }
            }
        }
    }

    private void observers(Duration second, Report report) throws Exception {
        Table table = report.table("Observers of one target", "observers", "notifications/s", "observers called/s");
        Curves curves = report.curves("observers", "Observers of one target", "observers", "notifications/s");
        for (int observers : OBSERVERS) {
            try (BlastServer server = BlastServer.start();
                    ReceiverProcess receiver = ReceiverProcess.observing(observers, module, server.port())) {
                Round round = Round.open(server, receiver);
                round.bursts(Notifications.REAL, second.multipliedBy(2));
                double perSecond = round.bursts(Notifications.REAL, second);
                table.row(
                        String.format(Locale.ROOT, "%,d", observers),
                        String.format(Locale.ROOT, "%,.0f", perSecond),
                        String.format(Locale.ROOT, "%,.0f", perSecond * observers));
                curves.point("DriveChange, Weld SE", observers, perSecond);
            }
        }
    }

    private void firstNotification(int runs, Report report) throws Exception {
        Table table = report.table("From the start of a JVM to the first notification", "receiver", "median");
        for (Kind kind : List.of(Kind.OURS, Kind.IO_SOCKET)) {
            Sample seconds = new Sample();
            for (int run = 0; run < runs; run++) {
                long start = System.nanoTime();
                try (BlastServer server = BlastServer.start();
                        ReceiverProcess receiver = ReceiverProcess.start(kind, module, server.port())) {
                    Round.open(server, receiver);
                    server.blast(1, Notifications.REAL);
                    receiver.await(1);
                    seconds.add((System.nanoTime() - start) / 1e9);
                }
            }
            table.row(kind.title(), String.format(Locale.ROOT, "%.2f s", seconds.median()));
        }
    }
}
