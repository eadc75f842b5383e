// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.Telemetry;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.DropMode;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the metrics and spans reported to an application's OpenTelemetry. */
class TelemetryTest {

    private static final String ME = "/me/drive/root";
    private static final String SECRET_DRIVE = "/drives/b!confidential/root";
    private static final String OF_ME =
            "messaging.destination.name=/me/drive/root, " + "messaging.destination.template=/me/drive/root";

    private GraphSimulator simulator;

    @BeforeEach
    void startSimulator() {
        simulator = GraphSimulator.start();
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    private static List<SpanData> named(List<SpanData> spans, String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).toList();
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
        void changed(DriveNotification n) {
            work("synchronous work");
        }

        void changedToo(@ObservesAsync @DriveChange(target = ME) DriveNotification n) {
            work("asynchronous work");
        }
    }

    @Test
    void observers_spans_are_children_of_the_delivery_span_also_if_asynchronous() {
        try (var application =
                TestApplication.start(simulator, SpanCreatingObserver.class, Telemetry.class, EventRecorder.class)) {
            Telemetry telemetry = application.bean(Telemetry.class);
            application.events().awaitOpened(ME, 1);
            simulator.emit(ME);
            SpanData delivery = telemetry.deliveries(2).get(1);
            assertThat(delivery.getName()).isEqualTo("process /me/drive/root");
            assertThat(delivery.getParentSpanContext().isValid()).isFalse();
            assertThat(delivery.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            assertThat(delivery.getInstrumentationScopeInfo().getName()).isEqualTo("org.drivechange");
            assertThat(delivery.getAttributes().asMap())
                    .containsOnly(
                            Map.entry(AttributeKey.stringKey("messaging.system"), "microsoft_graph"),
                            Map.entry(AttributeKey.stringKey("messaging.operation.name"), "process"),
                            Map.entry(AttributeKey.stringKey("messaging.operation.type"), "process"),
                            Map.entry(AttributeKey.stringKey("messaging.destination.name"), ME),
                            Map.entry(AttributeKey.stringKey("messaging.destination.template"), ME),
                            Map.entry(AttributeKey.stringKey("drivechange.event"), "change"));
            for (String work : List.of("synchronous work", "asynchronous work")) {
                assertThat(named(telemetry.spans(), work))
                        .singleElement()
                        .returns(delivery.getSpanId(), SpanData::getParentSpanId)
                        .satisfies(span ->
                                assertThat(span.getEndEpochNanos()).isLessThanOrEqualTo(delivery.getEndEpochNanos()));
            }
        }
    }

    @Test
    void metrics_have_the_names_and_attributes_of_the_conventions() {
        try (var application =
                TestApplication.start(simulator, SpanCreatingObserver.class, Telemetry.class, EventRecorder.class)) {
            Telemetry telemetry = application.bean(Telemetry.class);
            application.events().awaitOpened(ME, 1);
            simulator.emit(ME);
            telemetry.deliveries(2);
            simulator.drop(ME, DropMode.RESET);
            telemetry.deliveries(5);
            String processing = "{" + OF_ME + ", messaging.operation.name=process, messaging.system=microsoft_graph}";
            await().untilAsserted(() ->
                    assertThat(telemetry.values("messaging.process.duration")).isEqualTo(Map.of(processing, 5.0)));
            assertThat(telemetry.values("messaging.client.consumed.messages")).isEqualTo(Map.of(processing, 1.0));
            assertThat(telemetry.values("drivechange.catch_ups")).isEqualTo(Map.of("{" + OF_ME + "}", 1.0));
            assertThat(telemetry.values("drivechange.session.failures"))
                    .isEqualTo(Map.of("{error.type=DRC3007, " + OF_ME + "}", 1.0));
            assertThat(telemetry.values("drivechange.queue.length")).isEqualTo(Map.of("{" + OF_ME + "}", 0.0));
            URI graph = URI.create(simulator.graphUrl());
            assertThat(telemetry.values("http.client.request.duration"))
                    .containsOnlyKeys("{http.request.method=GET, http.response.status_code=200, server.address="
                            + graph.getHost() + ", server.port=" + graph.getPort()
                            + ", url.template=/v1.0/me/drive/root/subscriptions/socketIo}");
        }
    }

    @Test
    void sessions_are_counted_by_the_state_of_their_watches() {
        try (var application = TestApplication.start(simulator, Telemetry.class, EventRecorder.class)) {
            Telemetry telemetry = application.bean(Telemetry.class);
            DriveWatch watch = application.changes().watch(DriveTarget.parse(ME));
            application.events().awaitOpened(ME, 1);
            // the event is delivered first
            await().untilAsserted(() -> assertThat(telemetry.values("drivechange.sessions"))
                    .containsEntry("{drivechange.session.state=open, " + OF_ME + "}", 1.0)
                    .containsEntry("{drivechange.session.state=connecting, " + OF_ME + "}", 0.0));
            watch.close();
            await().untilAsserted(() -> {
                assertThat(telemetry.values("drivechange.sessions"))
                        .containsEntry("{drivechange.session.state=open, " + OF_ME + "}", 0.0);
                assertThat(telemetry.values("drivechange.queue.length")).isEmpty();
            });
        }
    }

    @ApplicationScoped
    static class Failing {

        void failing(@Observes @Priority(1) @DriveChange(target = ME) DriveNotification n) {
            throw new IllegalStateException("secret of the application");
        }
    }

    @ApplicationScoped
    static class FailingLater {

        void failing(@ObservesAsync @DriveChange(target = ME) DriveNotification n) {
            throw new IllegalArgumentException("secret of the application");
        }
    }

    @Test
    void failing_observer_marks_its_delivery_as_error() {
        assertError(Failing.class, IllegalStateException.class);
    }

    @Test
    void failing_asynchronous_observer_marks_its_delivery_as_error() {
        assertError(FailingLater.class, IllegalArgumentException.class);
    }

    private void assertError(Class<?> observer, Class<? extends Exception> thrown) {
        try (var application = TestApplication.start(simulator, observer, Telemetry.class, EventRecorder.class)) {
            Telemetry telemetry = application.bean(Telemetry.class);
            application.events().awaitOpened(ME, 1);
            simulator.emit(ME);
            assertThat(telemetry.deliveries(2)).hasSize(2);
            SpanData opened = telemetry.deliveries(2).get(0);
            assertThat(opened.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            SpanData failed = telemetry.deliveries(2).get(1);
            assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(failed.getAttributes().get(AttributeKey.stringKey("error.type")))
                    .isEqualTo(thrown.getName());
            await().untilAsserted(() -> assertThat(telemetry.values("messaging.process.duration"))
                    .hasSize(2)
                    .anySatisfy(
                            (attributes, count) -> assertThat(attributes).contains("error.type=" + thrown.getName())));
            assertThat(telemetry.everything()).doesNotContain("secret of the application");
        }
    }

    @ApplicationScoped
    static class SecretObserver {

        @DriveChange(target = SECRET_DRIVE, account = "confidential-account")
        void changed(DriveNotification n) {}
    }

    @Test
    void targets_and_accounts_can_be_omitted_from_all_telemetry() {
        Map<String, String> off =
                Map.of("drivechange.telemetry.target", "false", "drivechange.account.confidential-account.token", "t");
        try (var application =
                TestApplication.start(simulator, off, SecretObserver.class, Telemetry.class, EventRecorder.class)) {
            Telemetry telemetry = application.bean(Telemetry.class);
            application.events().awaitOpened(SECRET_DRIVE, 1);
            simulator.emit(SECRET_DRIVE);
            SpanData delivery = telemetry.deliveries(2).get(1);
            assertThat(delivery.getName()).isEqualTo("process /drives/{driveId}/root");
            assertThat(telemetry.everything())
                    .contains("/drives/{driveId}/root")
                    .doesNotContain("confidential");
        }
    }

    @Test
    void targets_and_accounts_are_attributes_by_default() {
        Map<String, String> account = Map.of("drivechange.account.confidential-account.token", "t");
        try (var application =
                TestApplication.start(simulator, account, SecretObserver.class, Telemetry.class, EventRecorder.class)) {
            Telemetry telemetry = application.bean(Telemetry.class);
            assertThat(telemetry.deliveries(1).get(0).getAttributes().asMap())
                    .containsEntry(AttributeKey.stringKey("drivechange.account"), "confidential-account")
                    .containsEntry(AttributeKey.stringKey("messaging.destination.name"), SECRET_DRIVE);
        }
    }

    @ApplicationScoped
    static class BlockingObserver {

        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        void changed(@Observes @DriveChange(target = ME) DriveNotification n) throws InterruptedException {
            entered.countDown();
            open.await(60, TimeUnit.SECONDS);
        }

        boolean isEntered() {
            return entered.getCount() == 0;
        }

        void open() {
            open.countDown();
        }
    }

    @Test
    void full_queue_is_visible_in_metrics() {
        try (var application = TestApplication.start(
                simulator,
                Map.of("drivechange.queue-capacity", "2"),
                BlockingObserver.class,
                Telemetry.class,
                EventRecorder.class)) {
            Telemetry telemetry = application.bean(Telemetry.class);
            application.events().awaitOpened(ME, 1);
            BlockingObserver gate = application.bean(BlockingObserver.class);
            simulator.emit(ME);
            await().until(gate::isEntered);
            for (int i = 0; i < 5; i++) {
                simulator.emit(ME);
            }
            await().untilAsserted(() ->
                    assertThat(telemetry.values("drivechange.queue.merged")).isEqualTo(Map.of("{" + OF_ME + "}", 3.0)));
            assertThat(telemetry.values("drivechange.queue.length")).isEqualTo(Map.of("{" + OF_ME + "}", 2.0));
            gate.open();
            await().untilAsserted(() ->
                    assertThat(telemetry.values("drivechange.queue.length")).isEqualTo(Map.of("{" + OF_ME + "}", 0.0)));
        }
    }

    @Test
    void application_without_an_instance_can_still_set_the_global_one() {
        try (var application = TestApplication.start(simulator, Failing.class, EventRecorder.class)) {
            application.events().awaitOpened(ME, 1);
            assertThat(GlobalOpenTelemetry.isSet()).isFalse();
        }
    }

    @ApplicationScoped
    static class PartialTelemetry {

        @Produces
        @ApplicationScoped
        OpenTelemetry telemetry() {
            throw new NoClassDefFoundError("io/opentelemetry/api/metrics/MeterBuilder");
        }
    }

    @Test
    void unusable_telemetry_is_reported_and_the_application_continues_without_it() {
        try (LogLines log = new LogLines();
                var application = TestApplication.start(
                        simulator, SpanCreatingObserver.class, PartialTelemetry.class, EventRecorder.class)) {
            application.events().awaitOpened(ME, 1);
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("DRC1014"))
                    .hasSize(1);
        }
    }

    /** Fails at the start or the end of every span. */
    private record Broken(boolean atTheStart) implements SpanProcessor {

        OpenTelemetry telemetry() {
            return OpenTelemetrySdk.builder()
                    .setTracerProvider(
                            SdkTracerProvider.builder().addSpanProcessor(this).build())
                    .build();
        }

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public boolean isStartRequired() {
            return atTheStart;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public boolean isEndRequired() {
            return !atTheStart;
        }
    }

    @ApplicationScoped
    static class BrokenAtTheStart {

        @Produces
        @ApplicationScoped
        OpenTelemetry telemetry() {
            return new Broken(true).telemetry();
        }
    }

    @ApplicationScoped
    static class BrokenAtTheEnd {

        @Produces
        @ApplicationScoped
        OpenTelemetry telemetry() {
            return new Broken(false).telemetry();
        }
    }

    @ApplicationScoped
    static class Later {

        void changed(@ObservesAsync @DriveChange(target = ME) DriveNotification n) throws InterruptedException {
            Thread.sleep(20);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {BrokenAtTheStart.class, BrokenAtTheEnd.class})
    void failing_telemetry_loses_no_delivery_and_is_reported_once(Class<?> broken) {
        try (LogLines log = new LogLines();
                var application = TestApplication.start(simulator, Later.class, broken, EventRecorder.class)) {
            application.events().awaitOpened(ME, 1);
            simulator.emit(ME);
            simulator.emit(ME);
            application.events().awaitChanges(ME, 2);
            await().untilAsserted(() -> assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("DRC4006 process /me/drive/root"))
                    .hasSize(1));
        }
    }

    @Test
    void refused_graph_request_has_its_status_and_code() {
        simulator.script(ME, ScriptedResponse.error(404, "itemNotFound", "there is none"));
        try (var application =
                TestApplication.start(simulator, SpanCreatingObserver.class, Telemetry.class, EventRecorder.class)) {
            Telemetry telemetry = application.bean(Telemetry.class);
            await().untilAsserted(() -> assertThat(telemetry.values("drivechange.session.failures"))
                    .isEqualTo(Map.of("{error.type=DRC2404, " + OF_ME + "}", 1.0)));
            assertThat(telemetry.values("http.client.request.duration").keySet())
                    .singleElement()
                    .asString()
                    .contains("error.type=DRC2404", "http.response.status_code=404");
        }
    }
}
