// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.opentelemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.DoubleHistogramBuilder;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;

/**
 * OpenTelemetry instruments of DriveChange.
 *
 * @param processing duration of deliveries, in seconds
 * @param consumed delivered changes
 * @param requests duration of requests to Graph, in seconds
 * @param sessions sessions by state
 * @param failures session failures
 * @param catchUps delivered catch-ups
 */
record Instruments(
        Tracer tracer,
        Meter meter,
        DoubleHistogram processing,
        LongCounter consumed,
        DoubleHistogram requests,
        LongUpDownCounter sessions,
        LongCounter failures,
        LongCounter catchUps) {

    private static final String SCOPE = "org.drivechange";

    static Instruments of(OpenTelemetry telemetry) {
        Meter meter = meter(telemetry);
        return new Instruments(
                tracer(telemetry),
                meter,
                seconds(meter, "messaging.process.duration", "Duration of the delivery of an event to all observers"),
                counter(meter, "messaging.client.consumed.messages", "{message}", "Delivered changes"),
                seconds(meter, "http.client.request.duration", "Duration of requests to Microsoft Graph"),
                meter.upDownCounterBuilder("drivechange.sessions")
                        .setUnit("{session}")
                        .setDescription("Sessions by the state of their watches")
                        .build(),
                counter(
                        meter,
                        "drivechange.session.failures",
                        "{failure}",
                        "Failures of sessions that continue or reconnect, by problem code"),
                counter(meter, "drivechange.catch_ups", "{notification}", "Delivered catch-ups"));
    }

    private static Tracer tracer(OpenTelemetry telemetry) {
        TracerBuilder builder = telemetry.tracerBuilder(SCOPE);
        String version = version();
        return (version == null ? builder : builder.setInstrumentationVersion(version)).build();
    }

    private static Meter meter(OpenTelemetry telemetry) {
        MeterBuilder builder = telemetry.meterBuilder(SCOPE);
        String version = version();
        return (version == null ? builder : builder.setInstrumentationVersion(version)).build();
    }

    /** Returns null if the classes are not loaded from the jar. */
    private static String version() {
        return Instruments.class.getPackage().getImplementationVersion();
    }

    static LongCounter counter(Meter meter, String name, String unit, String description) {
        return meter.counterBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .build();
    }

    static DoubleHistogram seconds(Meter meter, String name, String description) {
        DoubleHistogramBuilder builder =
                meter.histogramBuilder(name).setUnit("s").setDescription(description);
        try {
            return builder.setExplicitBucketBoundariesAdvice(SemanticAttributes.BUCKETS)
                    .build();
        } catch (NoSuchMethodError e) {
            // API before 1.32, as in MicroProfile Telemetry 1.x
            return builder.build();
        }
    }
}
