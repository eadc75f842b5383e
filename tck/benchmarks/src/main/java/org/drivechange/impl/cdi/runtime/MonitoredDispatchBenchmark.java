// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import jdk.jfr.Recording;
import org.drivechange.DriveNotification;
import org.drivechange.benchmarks.micro.NotificationDecoder;
import org.drivechange.impl.delivery.TargetDelivery;
import org.drivechange.impl.jfr.JfrMonitor;
import org.drivechange.impl.monitor.BeanLookup;
import org.drivechange.impl.monitor.Monitor;
import org.drivechange.impl.monitor.TargetNaming;
import org.drivechange.impl.opentelemetry.OpenTelemetryMonitor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Measures the delivery of {@link CdiEventDispatcherBenchmark} with monitoring. */
@Fork(jvmArgsAppend = "-Ddrivechange.enabled=false")
public class MonitoredDispatchBenchmark {

    private static final TargetNaming NAMING = new TargetNaming(true);

    /** Delivery with a monitor. */
    public abstract static class Shown {

        private DriveNotification notification;
        private ObservedApplication application;
        private TargetDelivery delivery;

        abstract Monitor monitor();

        @Setup
        public void begin() throws Exception {
            notification = NotificationDecoder.sample();
            application = new ObservedApplication();
            delivery = application.delivery(monitor().forTarget(ObservedApplication.KEY)::instrument);
            if (deliver() != 1) {
                throw new IllegalStateException("the observer received nothing");
            }
        }

        @TearDown
        public void end() {
            application.close();
        }

        long deliver() {
            delivery.accept(notification);
            return application.seen();
        }
    }

    /** Flight recorder without a recording. */
    @State(Scope.Thread)
    public static class NotRecorded extends Shown {

        @Override
        Monitor monitor() {
            return new JfrMonitor(NAMING);
        }
    }

    /** Flight recorder that records each delivery. */
    @State(Scope.Thread)
    public static class Recorded extends NotRecorded {

        private final Recording recording = new Recording();

        @Override
        Monitor monitor() {
            recording.enable("org.drivechange.Delivery");
            recording.setMaxSize(1 << 24);
            recording.start();
            return super.monitor();
        }

        @Override
        public void end() {
            recording.close();
            super.end();
        }
    }

    /** OpenTelemetry SDK in a typical configuration, with an exporter that discards all data. */
    @State(Scope.Thread)
    public static class Traced extends Shown {

        private OpenTelemetrySdk sdk;

        Sampler sampler() {
            return Sampler.alwaysOn();
        }

        @Override
        Monitor monitor() {
            sdk = OpenTelemetrySdk.builder()
                    .setTracerProvider(SdkTracerProvider.builder()
                            .setSampler(sampler())
                            .addSpanProcessor(
                                    BatchSpanProcessor.builder(new Nowhere()).build())
                            .build())
                    .setMeterProvider(SdkMeterProvider.builder()
                            .registerMetricReader(InMemoryMetricReader.create())
                            .build())
                    .build();
            BeanLookup beans = new BeanLookup() {
                @Override
                public <T> Optional<T> find(Class<T> type) {
                    return Optional.of(type.cast(sdk));
                }
            };
            return OpenTelemetryMonitor.find(beans, NAMING, URI.create("https://graph.microsoft.com/v1.0"))
                    .orElseThrow();
        }

        @Override
        public void end() {
            sdk.close();
            super.end();
        }
    }

    /** OpenTelemetry SDK with a sampler that drops all spans. */
    @State(Scope.Thread)
    public static class SampledOut extends Traced {

        @Override
        Sampler sampler() {
            return Sampler.alwaysOff();
        }
    }

    private static final class Nowhere implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @Benchmark
    public long flightRecorderOff(NotRecorded shown) {
        return shown.deliver();
    }

    @Benchmark
    public long flightRecorderOn(Recorded shown) {
        return shown.deliver();
    }

    @Benchmark
    public long openTelemetry(Traced shown) {
        return shown.deliver();
    }

    @Benchmark
    public long openTelemetrySampledOut(SampledOut shown) {
        return shown.deliver();
    }
}
