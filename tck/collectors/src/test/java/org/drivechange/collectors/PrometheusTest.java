// SPDX-License-Identifier: Apache-2.0
package org.drivechange.collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.exporter.prometheus.PrometheusHttpServer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests metrics as scraped by Prometheus. Skipped if Prometheus is not installed, unless its path is configured. */
class PrometheusTest {

    private static final String PROGRAM = System.getProperty("drivechange.prometheus", "prometheus");

    @TempDir
    Path directory;

    private Collector prometheus(int scraped) throws IOException {
        Path configuration = Files.writeString(directory.resolve("prometheus.yml"), """
                scrape_configs:
                  - job_name: application
                    scrape_interval: 1s
                    static_configs:
                      - targets: ['127.0.0.1:%d']
                """.formatted(scraped));
        int port = Collector.freePort();
        return new Collector(
                "prometheus",
                port,
                List.of(
                        PROGRAM,
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port),
                Map.of(),
                "/-/ready");
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder(PROGRAM, "--version").start().waitFor() == 0;
        } catch (IOException ignored) {
            assertThat(System.getProperty("drivechange.prometheus"))
                    .as("a program")
                    .isNull();
            System.out.println("SKIPPED PrometheusTest: no program \"" + PROGRAM
                    + "\"; install the package prometheus, or set -Ddrivechange.prometheus to its path");
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static OpenTelemetrySdk prometheusSdk(int port) {
        return OpenTelemetrySdk.builder()
                .setMeterProvider(SdkMeterProvider.builder()
                        .registerMetricReader(PrometheusHttpServer.builder()
                                .setHost("127.0.0.1")
                                .setPort(port)
                                .build())
                        .build())
                .build();
    }

    @Test
    void prometheus_shows_each_metric_under_its_name() throws Exception {
        Assumptions.assumeTrue(isInstalled());
        int scraped = Collector.freePort();
        try (Application application = new Application(prometheusSdk(scraped));
                Collector prometheus = prometheus(scraped)) {
            application.observeChange();
            String drive = "{messaging_destination_name=\"" + Application.DRIVE + "\"}";
            assertValue(prometheus, "messaging_process_duration_seconds_count" + drive, "2");
            assertValue(prometheus, "messaging_client_consumed_messages_total" + drive, "1");
            assertValue(prometheus, "drivechange_queue_length" + drive, "0");
            assertValue(prometheus, "drivechange_sessions{drivechange_session_state=\"open\"}", "1");
            assertValue(
                    prometheus, "http_client_request_duration_seconds_count{http_response_status_code=\"200\"}", "1");
        }
    }

    private static void assertValue(Collector prometheus, String query, String value) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode found = prometheus
                    .query("/api/v1/query", "query", query)
                    .get("data")
                    .get("result");
            assertThat(found).as(query).hasSize(1);
            assertThat(found.get(0).get("value").get(1).textValue()).as(query).isEqualTo(value);
        });
    }
}
