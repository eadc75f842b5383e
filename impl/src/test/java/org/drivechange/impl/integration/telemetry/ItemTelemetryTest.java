// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.DriveChange;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveReset;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.Telemetry;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.SimulatedDrive;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the metrics and spans of item changes. */
class ItemTelemetryTest {

    private static final String ME = "/me/drive/root";
    private static final String OF_ME =
            "messaging.destination.name=/me/drive/root, messaging.destination.template=/me/drive/root";
    private static final AttributeKey<String> EVENT = AttributeKey.stringKey("drivechange.event");

    private final GraphSimulator simulator = GraphSimulator.start();
    private final SimulatedDrive drive = simulator.drive(ME);

    @TempDir
    private Path directory;

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    /** Observers that create spans, as database clients do. */
    @ApplicationScoped
    static class SpanCreatingObserver {

        @Inject
        OpenTelemetry telemetry;

        void work(String name) {
            telemetry.getTracer("the application").spanBuilder(name).startSpan().end();
        }

        @DriveChange(target = ME)
        void item(DriveItemChange item) {
            work("synchronous work");
        }

        void itemLater(@ObservesAsync @DriveChange(target = ME) DriveItemChange item) {
            work("asynchronous work");
        }
    }

    /** Fails for the third item, once. */
    @ApplicationScoped
    static class FailingObserver {

        private final AtomicInteger calls = new AtomicInteger();

        @DriveChange(target = ME)
        void item(DriveItemChange item) {
            if (calls.incrementAndGet() == 3) {
                throw new IllegalStateException("on purpose");
            }
        }

        @DriveChange(target = ME)
        void reset(DriveReset reset) {}
    }

    @ApplicationScoped
    static class NotificationObserver {

        @DriveChange(target = ME)
        void changed(DriveNotification notification) {}
    }

    private TestApplication start(Class<?> observer) {
        drive.pageSize(200);
        TestApplication application = TestApplication.start(
                simulator,
                Map.of("drivechange.delta.directory", directory.toString()),
                observer,
                Telemetry.class,
                EventRecorder.class);
        application.events().awaitOpened(ME, 1);
        DriveWatch watch = application.watch(ME);
        await().until(() -> watch.lastDelta().isPresent());
        return application;
    }

    private static List<SpanData> spans(Telemetry telemetry, EventFilter filter) {
        return telemetry.spans().stream().filter(filter::accepts).toList();
    }

    private interface EventFilter {
        boolean accepts(SpanData span);
    }

    private static List<SpanData> pages(Telemetry telemetry) {
        return spans(telemetry, span -> "delta_page".equals(span.getAttributes().get(EVENT)));
    }

    @Test
    void page_has_one_span_that_is_the_parent_of_the_spans_of_all_its_observers() {
        try (TestApplication application = start(SpanCreatingObserver.class)) {
            Telemetry telemetry = application.bean(Telemetry.class);
            drive.bulk(20);
            await().untilAsserted(() -> assertThat(pages(telemetry)).hasSize(1));
            SpanData page = pages(telemetry).get(0);
            assertThat(page.getName()).isEqualTo("process /me/drive/root");
            assertThat(page.getParentSpanContext().isValid()).isFalse();
            assertThat(page.getAttributes().get(AttributeKey.longKey("messaging.batch.message_count")))
                    .isEqualTo(20);
            assertThat(spans(
                            telemetry,
                            span -> "item_change".equals(span.getAttributes().get(EVENT))))
                    .isEmpty();
            for (String work : List.of("synchronous work", "asynchronous work")) {
                assertThat(spans(telemetry, span -> span.getName().equals(work)))
                        .hasSize(20)
                        .extracting(SpanData::getParentSpanId)
                        .containsOnly(page.getSpanId());
            }
        }
    }

    @Test
    void metrics_count_items_pages_rounds_failures_and_retries() {
        try (TestApplication application = start(FailingObserver.class)) {
            Telemetry telemetry = application.bean(Telemetry.class);
            double rounds = value(telemetry, "rounds", "");
            drive.bulk(5);
            await().untilAsserted(
                            () -> assertThat(value(telemetry, "rounds", "")).isGreaterThan(rounds));
            assertThat(value(telemetry, "items", "")).isEqualTo(5);
            assertThat(value(telemetry, "pages", "")).isEqualTo(1);
            assertThat(value(telemetry, "retries", "")).isEqualTo(1);
            assertThat(value(telemetry, "failures", "error.type=DRC4001, ")).isEqualTo(1);
            assertThat(value(telemetry, "lag", "")).isEqualTo(1);
            assertThat(pages(telemetry))
                    .extracting(span -> span.getStatus().getStatusCode())
                    .containsExactly(StatusCode.ERROR, StatusCode.UNSET);
            assertThat(telemetry.values("messaging.process.duration").keySet())
                    .anyMatch(attributes -> attributes.contains("drivechange.event=delta_page"));
        }
    }

    private static double value(Telemetry telemetry, String metric, String more) {
        return telemetry.values("drivechange.delta." + metric).getOrDefault("{" + more + OF_ME + "}", 0.0);
    }

    @Test
    void application_without_observers_of_items_has_no_metric_of_item_changes() {
        try (TestApplication application =
                TestApplication.start(simulator, NotificationObserver.class, Telemetry.class, EventRecorder.class)) {
            application.events().awaitOpened(ME, 1);
            simulator.emit(ME);
            application.events().awaitChanges(ME, 1);
            assertThat(application.bean(Telemetry.class).everything()).doesNotContain("drivechange.delta");
        }
    }
}
