// SPDX-License-Identifier: Apache-2.0
package org.drivechange.collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.exporter.zipkin.ZipkinSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Tests spans as shown by Zipkin. */
class ZipkinTest {

    private static final String DELIVERY = "process /drives/{driveId}/root";

    private static Collector zipkin() throws Exception {
        int port = Collector.freePort();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Collector(
                "zipkin",
                port,
                List.of(java, "-jar", Path.of("target", "zipkin.jar").toString()),
                Map.of("QUERY_PORT", String.valueOf(port)),
                "/health");
    }

    @SuppressWarnings("deprecation") // Zipkin itself supports nothing newer
    private static OpenTelemetrySdk zipkinSdk(Collector zipkin) {
        ZipkinSpanExporter exporter = ZipkinSpanExporter.builder()
                .setEndpoint(zipkin.address() + "/api/v2/spans")
                .build();
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .build();
    }

    @Test
    void zipkin_shows_a_delivery_as_a_trace_with_the_spans_of_observers() throws Exception {
        try (Collector zipkin = zipkin();
                Application application = new Application(zipkinSdk(zipkin))) {
            application.observeChange();
            await().untilAsserted(() -> assertThat(traceOf(zipkin, "delta")).hasSize(2));
            List<JsonNode> trace = traceOf(zipkin, "delta");
            JsonNode delivery = spanNamed(trace, DELIVERY);
            assertThat(delivery.has("parentId")).isFalse();
            assertThat(delivery.get("kind").textValue()).isEqualTo("CONSUMER");
            assertThat(delivery.get("tags").get("messaging.destination.name").textValue())
                    .isEqualTo(Application.DRIVE);
            assertThat(delivery.get("tags").get("otel.scope.name").textValue()).isEqualTo("org.drivechange");
            assertThat(delivery.get("tags").get("otel.scope.version").textValue())
                    .isNotBlank();
            assertThat(spanNamed(trace, "delta").get("parentId")).isEqualTo(delivery.get("id"));
        }
    }

    /** Returns the spans of the only trace that contains such a span. */
    private static List<JsonNode> traceOf(Collector zipkin, String span) throws Exception {
        JsonNode traces = zipkin.query("/api/v2/traces", "spanName", span);
        return traces.isEmpty() ? List.of() : stream(traces.get(0));
    }

    /** Returns the span with this name, ignoring case, because Zipkin converts names to lower case. */
    private static JsonNode spanNamed(List<JsonNode> trace, String name) {
        return trace.stream()
                .filter(span -> span.get("name").textValue().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
