// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

import org.drivechange.benchmarks.BenchmarkSuite;
import org.drivechange.benchmarks.Durations;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.impl.cdi.runtime.CdiEventDispatcherBenchmark;
import org.drivechange.impl.cdi.runtime.MonitoredDispatchBenchmark;
import org.drivechange.impl.session.SessionStepBenchmark;
import org.openjdk.jmh.runner.RunnerException;

/** Measures the parts that process every notification, without network and threads. */
public final class MicroBenchmarks implements BenchmarkSuite {

    private static final String DECODE = "decode a notification";

    @Override
    public void measure(Durations durations, Report report) throws RunnerException {
        Measurements measurements = Measurements.measure(durations);
        ComparisonTable rows = new ComparisonTable(measurements, report);
        Measurement driveChange = measurements.of(DecodeBenchmark.class, "driveChange");
        Measurement other = measurements.of(DecodeBenchmark.class, "ioSocket");
        Measurement repeated = measurements.of(SessionStepBenchmark.class, "notification");
        rows.compare(DecodeBenchmark.class, "driveChange", DECODE, "ioSocket", "io.socket, to an array with a string");
        rows.compare(
                DecodeBenchmark.class,
                "driveChange",
                DECODE,
                "ioSocketWhole",
                "io.socket, including the JSON in the string");
        rows.compare(DecodeBenchmark.class, "driveChange", DECODE, "jackson", "Jackson, skipping all tokens");
        rows.compare(EncodeBenchmark.class, "pong", "encode a pong", "ioSocketPong", "io.socket");
        rows.compare(EncodeBenchmark.class, "ack", "encode an ack", "ioSocketAck", "io.socket");
        rows.compare(
                repeated,
                "step of an open session: repeated notification",
                other,
                "io.socket, decoding to an array with a string");
        rows.add(SessionStepBenchmark.class, "anotherNotification", "step of an open session: distinct notification");
        rows.add(SessionStepBenchmark.class, "ping", "step of an open session: ping");
        rows.add(DeliveryBenchmark.class, "queue", "queue, to a counter");
        rows.compare(
                CdiEventDispatcherBenchmark.class,
                "queueAndObserver",
                "queue and CDI, to an observer",
                "container",
                "Weld, request context and Event.fire");
        rows.add(MonitoredDispatchBenchmark.class, "flightRecorderOff", "queue and CDI, JFR off");
        rows.add(MonitoredDispatchBenchmark.class, "flightRecorderOn", "queue and CDI, JFR on");
        rows.add(
                MonitoredDispatchBenchmark.class,
                "openTelemetry",
                "queue and CDI, OpenTelemetry: metrics and all spans");
        rows.add(
                MonitoredDispatchBenchmark.class,
                "openTelemetrySampledOut",
                "queue and CDI, OpenTelemetry: metrics, spans sampled out");
        String comparison = ", DriveChange / io.socket parser";
        report.ratio(
                DECODE + ", time" + comparison, ComparisonTable.ratio(driveChange.nanos(), other.nanos()), "≤ 0.25");
        report.ratio(
                DECODE + ", bytes" + comparison, ComparisonTable.ratio(driveChange.bytes(), other.bytes()), "≤ 0.4");
        String step = "step with a repeated notification";
        report.ratio(step + ", time" + comparison, ComparisonTable.ratio(repeated.nanos(), other.nanos()), "≤ 0.25");
        report.ratio(step + ", bytes" + comparison, ComparisonTable.ratio(repeated.bytes(), other.bytes()), "≤ 0.4");
        new AllocationBaseline().compare(measurements, report);
    }
}
