// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.smallrye.health.AsyncHealthCheckFactory;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.health.registry.HealthRegistries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.drivechange.AccessTokenException;
import org.drivechange.DriveChanges;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.DropMode;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.spi.AccessTokenProvider;
import org.drivechange.testkit.EventRecorder;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests misbehaving application code at each point where DriveChange calls it. */
@Tag("soak")
class ForeignCodeTest {

    private static final DriveTarget BAD = DriveTarget.parse("/drives/bad/root");
    private static final DriveTarget GOOD = DriveTarget.parse("/drives/good/root");

    enum EntryPoint {
        ACCESS_TOKEN,
        REJECTED,
        OBSERVER,
        ASYNCHRONOUS_OBSERVER,
        OBSERVER_OF_OBJECT,
        LOG_HANDLER,
        SPAN_START,
        SPAN_END,
        /** DriveChange writes to an instrument. */
        INSTRUMENT,
        /** The application collects metrics, which reads the queues. */
        METRIC_CALLBACK,
        /** The health page is rendered. */
        HEALTH_CHECK,
        /** An application thread calls {@link DriveChanges}. */
        API_CALLER;

        /** Whether an application thread calls DriveChange, instead of DriveChange calling the application. */
        boolean calls() {
            return this == METRIC_CALLBACK || this == HEALTH_CHECK || this == API_CALLER;
        }
    }

    enum Behaviour {
        EXCEPTION,
        ERROR,
        STACK_OVERFLOW,
        INTERRUPTED,
        HANGS
    }

    /** Misbehavior at one entry point, for one target or account, while armed. */
    @ApplicationScoped
    static class Misbehaviour {

        private final CountDownLatch released = new CountDownLatch(1);
        private final AtomicInteger times = new AtomicInteger();
        private volatile EntryPoint where;
        private volatile Behaviour what;

        void arm(EntryPoint entryPoint, Behaviour behaviour) {
            what = behaviour;
            where = entryPoint;
        }

        void disarm() {
            where = null;
            released.countDown();
        }

        int times() {
            return times.get();
        }

        void at(EntryPoint entryPoint) {
            if (where != entryPoint) {
                return;
            }
            times.incrementAndGet();
            switch (what) {
                case EXCEPTION -> throw new IllegalStateException("on purpose");
                case ERROR -> throw new AssertionError("on purpose");
                case STACK_OVERFLOW -> throw new StackOverflowError("on purpose");
                case INTERRUPTED -> Thread.currentThread().interrupt();
                case HANGS -> hang();
            }
        }

        /** Ignores interrupts. */
        private void hang() {
            boolean interrupted = false;
            while (released.getCount() > 0) {
                try {
                    released.await();
                } catch (InterruptedException ignored) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @ApplicationScoped
    static class TokenProvider implements AccessTokenProvider {

        @Inject
        Misbehaviour misbehaviour;

        @Override
        public String accessToken(String account) {
            if (account.equals("bad")) {
                misbehaviour.at(EntryPoint.ACCESS_TOKEN);
            }
            return "token-" + account;
        }

        @Override
        public void rejected(String account, String token) {
            misbehaviour.at(EntryPoint.REJECTED);
        }
    }

    @ApplicationScoped
    static class Observers {

        @Inject
        Misbehaviour misbehaviour;

        void observed(@Observes DriveNotification notification) {
            if (notification.account().equals("bad")) {
                misbehaviour.at(EntryPoint.OBSERVER);
            }
        }

        void observedLater(@ObservesAsync DriveNotification notification) {
            if (notification.account().equals("bad")) {
                misbehaviour.at(EntryPoint.ASYNCHRONOUS_OBSERVER);
            }
        }

        void observedAsObject(@Observes Object event) {
            if (event instanceof DriveNotification notification
                    && notification.account().equals("bad")) {
                misbehaviour.at(EntryPoint.OBSERVER_OF_OBJECT);
            }
        }
    }

    @ApplicationScoped
    static class Spans implements SpanProcessor {

        @Inject
        Misbehaviour misbehaviour;

        private final InMemoryMetricReader metrics = InMemoryMetricReader.create();

        @Produces
        @ApplicationScoped
        OpenTelemetry telemetry() {
            OpenTelemetry sdk = OpenTelemetrySdk.builder()
                    .setTracerProvider(
                            SdkTracerProvider.builder().addSpanProcessor(this).build())
                    .setMeterProvider(SdkMeterProvider.builder()
                            .registerMetricReader(metrics)
                            .build())
                    .build();
            return new OpenTelemetry() {
                @Override
                public TracerProvider getTracerProvider() {
                    return sdk.getTracerProvider();
                }

                @Override
                public MeterProvider getMeterProvider() {
                    return (MeterProvider) misbehaving(sdk.getMeterProvider(), MeterProvider.class);
                }

                @Override
                public ContextPropagators getPropagators() {
                    return sdk.getPropagators();
                }
            };
        }

        void collect() {
            metrics.collectAllMetrics();
        }

        /** Wraps a meter, builder, instrument or measurement in a proxy whose writes may misbehave. */
        private Object misbehaving(Object metric, Class<?> type) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                if (Set.of("add", "record").contains(method.getName())
                        && Arrays.toString(arguments).contains("/drives/bad/root")) {
                    misbehaviour.at(
                            type.getSimpleName().startsWith("Observable")
                                    ? EntryPoint.METRIC_CALLBACK
                                    : EntryPoint.INSTRUMENT);
                }
                try {
                    return result(method, method.invoke(metric, replaced(arguments)));
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
        }

        private Object result(Method method, Object result) {
            Class<?> type = method.getReturnType();
            return type.getPackage() == MeterProvider.class.getPackage() ? misbehaving(result, type) : result;
        }

        /** Passes callbacks a measurement that may misbehave. */
        private Object[] replaced(Object[] arguments) {
            if (arguments == null || !(arguments[0] instanceof Consumer<?>)) {
                return arguments;
            }
            @SuppressWarnings("unchecked")
            Consumer<Object> callback = (Consumer<Object>) arguments[0];
            Consumer<ObservableLongMeasurement> replaced =
                    measurement -> callback.accept(misbehaving(measurement, ObservableLongMeasurement.class));
            return new Object[] {replaced};
        }

        private void at(EntryPoint entryPoint, ReadableSpan span) {
            if (span.toString().contains("/drives/bad/root")) {
                misbehaviour.at(entryPoint);
            }
        }

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            at(EntryPoint.SPAN_START, span);
        }

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            at(EntryPoint.SPAN_END, span);
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }

    /** Health check of the application, called before that of DriveChange. */
    @Readiness
    @ApplicationScoped
    static class Check implements HealthCheck {

        @Inject
        Misbehaviour misbehaviour;

        @Override
        public HealthCheckResponse call() {
            misbehaviour.at(EntryPoint.HEALTH_CHECK);
            return HealthCheckResponse.up("the application");
        }
    }

    /** Log handler that misbehaves on lines about the bad target. */
    private record Lines(Misbehaviour misbehaviour) {

        Handler handler() {
            return new Handler() {
                @Override
                public void publish(LogRecord line) {
                    if (line.getMessage().contains("/drives/bad/root")) {
                        misbehaviour.at(EntryPoint.LOG_HANDLER);
                    }
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
        }
    }

    static Stream<Arguments> all() {
        return Arrays.stream(EntryPoint.values())
                .flatMap(where -> Arrays.stream(Behaviour.values()).map(what -> Arguments.of(where, what)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void other_targets_deliver_while_foreign_code_misbehaves_and_its_own_target_recovers(
            EntryPoint where, Behaviour what) throws InterruptedException {
        try (GraphSimulator simulator = GraphSimulator.start();
                var application = TestApplication.startQuietly(
                        Map.of(
                                "drivechange.graph.url", simulator.graphUrl(),
                                "drivechange.reconnect.delay", "PT0.05S",
                                "drivechange.reconnect.max-delay", "PT0.2S",
                                "drivechange.connect-timeout", "PT0.5S"),
                        Misbehaviour.class,
                        TokenProvider.class,
                        Observers.class,
                        Spans.class,
                        Check.class,
                        SmallRyeHealthReporter.class,
                        AsyncHealthCheckFactory.class,
                        HealthRegistries.class,
                        EventRecorder.class)) {
            Misbehaviour misbehaviour = application.bean(Misbehaviour.class);
            Handler handler = new Lines(misbehaviour).handler();
            Logger logger = Logger.getLogger("org.drivechange");
            logger.setLevel(java.util.logging.Level.INFO);
            logger.addHandler(handler);
            Thread caller = new Thread(() -> call(application, where));
            caller.setUncaughtExceptionHandler((thread, expected) -> {});
            try {
                DriveWatch bad = application.changes().watch(BAD, "bad");
                application.changes().watch(GOOD, "good");
                application.events().awaitOpened(BAD.path(), 1);
                application.events().awaitOpened(GOOD.path(), 1);
                misbehaviour.arm(where, what);
                if (where.calls()) {
                    caller.start();
                } else {
                    provoke(simulator, where);
                }
                await().until(() -> misbehaviour.times() > 0);
                checkDelivery(simulator, application, GOOD);
                simulator.drop(GOOD.path(), DropMode.RESET);
                application.events().awaitOpened(GOOD.path(), 2);
                checkDelivery(simulator, application, GOOD);
                misbehaviour.disarm();
                await().atMost(Duration.ofSeconds(15)).until(() -> bad.state() == DriveWatch.State.OPEN);
                checkDelivery(simulator, application, BAD);
                caller.join(10_000);
                assertThat(caller.isAlive()).isFalse();
                call(application, where);
            } finally {
                misbehaviour.disarm();
                logger.removeHandler(handler);
            }
        }
    }

    /** Runs on an application thread, possibly interrupted. */
    private static void call(TestApplication application, EntryPoint where) {
        switch (where) {
            case METRIC_CALLBACK -> application.bean(Spans.class).collect();
            case HEALTH_CHECK ->
                assertThat(application
                                .bean(SmallRyeHealthReporter.class)
                                .getReadiness()
                                .getPayload()
                                .toString())
                        .contains(BAD.path(), GOOD.path());
            case API_CALLER -> callApi(application);
            default -> {}
        }
    }

    private static void callApi(TestApplication application) {
        DriveWatch more = application.changes().watch(BAD, "bad");
        application.bean(Misbehaviour.class).at(EntryPoint.API_CALLER);
        assertThat(application.changes().watches()).contains(more);
        try {
            assertThat(application.changes().accessToken("bad")).isEqualTo("token-bad");
        } catch (AccessTokenException interrupted) {
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
        more.close();
        assertThat(application.changes().watches()).doesNotContain(more);
    }

    private static void provoke(GraphSimulator simulator, EntryPoint where) {
        switch (where) {
            case REJECTED -> {
                simulator.script(BAD.path(), ScriptedResponse.html(401), ScriptedResponse.html(401));
                simulator.drop(BAD.path(), DropMode.DISCONNECT);
            }
            case ACCESS_TOKEN, LOG_HANDLER, INSTRUMENT -> simulator.drop(BAD.path(), DropMode.DISCONNECT);
            default -> simulator.emit(BAD.path());
        }
    }

    private static void checkDelivery(GraphSimulator simulator, TestApplication application, DriveTarget target) {
        int before = application.events().changes(target.path()).size();
        await().atMost(Duration.ofSeconds(15)).until(() -> simulator.emit(target.path()) > 0);
        application.events().awaitChanges(target.path(), before + 1);
        assertThat(application.events().changes(target.path())).hasSizeGreaterThan(before);
    }
}
