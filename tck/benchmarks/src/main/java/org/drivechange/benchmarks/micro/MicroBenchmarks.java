// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

import org.drivechange.benchmarks.Chapter;
import org.drivechange.benchmarks.Effort;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.impl.cdi.runtime.CdiEventDispatcherBenchmark;
import org.drivechange.impl.cdi.runtime.MonitoredDispatchBenchmark;
import org.drivechange.impl.session.SessionStepBenchmark;
import org.openjdk.jmh.runner.RunnerException;

/** What the parts cost that every notification passes, without network and threads. */
public final class Micro implements Chapter {

    private static final String DECODE = "decode a notification";

    @Override
    public void measure(Effort effort, Report report) throws RunnerException {
        Figures figures = Figures.measure(effort);
        Rows rows = new Rows(figures, report);
        Figure ours = figures.of(DecodeBenchmark.class, "ours");
        Figure its = figures.of(DecodeBenchmark.class, "ioSocket");
        Figure repeated = figures.of(SessionStepBenchmark.class, "notification");
        rows.beside(DecodeBenchmark.class, "ours", DECODE, "ioSocket", "io.socket, to an array with a string");
        rows.beside(DecodeBenchmark.class, "ours", DECODE, "ioSocketWhole", "io.socket, and the string's JSON");
        rows.beside(DecodeBenchmark.class, "ours", DECODE, "jackson", "Jackson, skipping all tokens");
        rows.beside(EncodeBenchmark.class, "pong", "encode a pong", "ioSocketPong", "io.socket");
        rows.beside(EncodeBenchmark.class, "ack", "encode an ack", "ioSocketAck", "io.socket");
        rows.beside(
                repeated,
                "a step of an open session: a notification as the last one",
                its,
                "io.socket, decoding to an array with a string");
        rows.alone(
                SessionStepBenchmark.class, "anotherNotification", "a step of an open session: another notification");
        rows.alone(SessionStepBenchmark.class, "ping", "a step of an open session: a ping");
        rows.alone(DeliveryBenchmark.class, "queue", "through the queue, to a counter");
        rows.beside(
                CdiEventDispatcherBenchmark.class,
                "queueAndObserver",
                "through the queue and CDI, to an observer",
                "container",
                "Weld, request context and Event.fire");
        rows.alone(MonitoredDispatchBenchmark.class, "flightRecorderOff", "the same, and no recording");
        rows.alone(MonitoredDispatchBenchmark.class, "flightRecorderOn", "the same, recorded by the flight recorder");
        rows.alone(
                MonitoredDispatchBenchmark.class,
                "openTelemetry",
                "the same, with OpenTelemetry: metrics and each span");
        rows.alone(
                MonitoredDispatchBenchmark.class,
                "openTelemetrySampledOut",
                "the same, with OpenTelemetry: metrics, and spans sampled out");
        String of = ", ours : io.socket parser";
        report.ratio(DECODE + ", time" + of, Rows.ratio(ours.nanos(), its.nanos()), "≤ 0.25");
        report.ratio(DECODE + ", bytes" + of, Rows.ratio(ours.bytes(), its.bytes()), "≤ 0.4");
        String step = "a whole step with one as the last";
        report.ratio(step + ", time" + of, Rows.ratio(repeated.nanos(), its.nanos()), "≤ 0.25");
        report.ratio(step + ", bytes" + of, Rows.ratio(repeated.bytes(), its.bytes()), "≤ 0.4");
    }
}
