// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Bean that provides the OpenTelemetry SDK, as a server does, with in-memory exporters. */
@ApplicationScoped
class Telemetry {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(metrics).build())
            .build();

    @Produces
    @ApplicationScoped
    OpenTelemetry telemetry() {
        return sdk;
    }

    @PreDestroy
    void close() {
        sdk.close();
    }

    List<SpanData> spans() {
        return spans.getFinishedSpanItems();
    }

    /** Waits for the given number of delivery spans and returns them. */
    List<SpanData> deliveries(int number) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(deliveries()).hasSizeGreaterThanOrEqualTo(number));
        return deliveries();
    }

    private List<SpanData> deliveries() {
        return spans().stream()
                .filter(span -> span.getKind() == SpanKind.CONSUMER)
                .toList();
    }

    /** Returns an instrument's points by the text of their attributes. */
    Map<String, Double> values(String instrument) {
        Map<String, Double> values = new TreeMap<>();
        for (MetricData metric : metrics.collectAllMetrics()) {
            if (metric.getName().equals(instrument)) {
                metric.getLongSumData()
                        .getPoints()
                        .forEach(point -> values.put(text(point.getAttributes()), (double) point.getValue()));
                metric.getHistogramData()
                        .getPoints()
                        .forEach(point -> values.put(text(point.getAttributes()), (double) point.getCount()));
            }
        }
        return values;
    }

    /** Returns all exported data as text. */
    String everything() {
        return metrics.collectAllMetrics() + "\n" + spans();
    }

    private static String text(io.opentelemetry.api.common.Attributes attributes) {
        TreeMap<String, Object> sorted = new TreeMap<>();
        attributes.forEach((key, value) -> sorted.put(key.getKey(), value));
        return sorted.toString();
    }
}
