// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.drivechange.DriveDelta;
import org.drivechange.DriveEvent;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.monitor.EventKind;
import org.drivechange.impl.monitor.TargetName;

/**
 * Traces each delivery in its own span, which is the parent of all spans of its observers. The delivery of a page of items has one
 * span. A failure in the application's OpenTelemetry instance loses telemetry data but no delivery.
 */
final class TracingEventSink implements EventSink {

    private final EventSink sink;
    private final Instruments instruments;
    private final String spanName;
    private final Attributes ofSpans;
    private final Attributes ofMetrics;
    private final Attributes target;
    private final AtomicBoolean warned = new AtomicBoolean();

    TracingEventSink(EventSink sink, Instruments instruments, TargetName name) {
        this.sink = sink;
        this.instruments = instruments;
        this.spanName = SemanticAttributes.PROCESS + " " + name.template();
        this.ofSpans = SemanticAttributes.span(name);
        this.ofMetrics = SemanticAttributes.processing(name);
        this.target = SemanticAttributes.target(name);
    }

    @Override
    public CompletionStage<Void> fire(DriveEvent event) {
        EventKind kind = EventKind.of(event);
        DeliverySpan processing = new DeliverySpan(span(event, kind));
        CompletionStage<Void> delivered = fire(event, processing);
        return delivered.whenComplete((done, failure) -> end(processing, kind));
    }

    private Span span(DriveEvent event, EventKind kind) {
        try {
            SpanBuilder span = instruments
                    .tracer()
                    .spanBuilder(spanName)
                    .setNoParent()
                    .setSpanKind(SpanKind.CONSUMER)
                    .setAllAttributes(ofSpans)
                    .setAttribute(SemanticAttributes.EVENT, kind.label());
            if (event instanceof DriveDelta page) {
                span.setAttribute(SemanticAttributes.BATCH, (long) page.items().size());
            }
            return span.startSpan();
        } catch (Throwable failure) {
            warn(failure);
            return Span.getInvalid();
        }
    }

    private CompletionStage<Void> fire(DriveEvent event, DeliverySpan processing) {
        Scope scope = current(processing);
        try {
            return sink.fire(event);
        } finally {
            close(scope);
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // the caller closes it in a finally block
    private Scope current(DeliverySpan processing) {
        try {
            return processing.makeCurrent();
        } catch (Throwable failure) {
            warn(failure);
            return Scope.noop();
        }
    }

    private void close(Scope scope) {
        try {
            scope.close();
        } catch (Throwable failure) {
            warn(failure);
        }
    }

    private void end(DeliverySpan processing, EventKind kind) {
        try {
            record(processing, kind);
        } catch (Throwable failure) {
            warn(failure);
        }
    }

    private void record(DeliverySpan processing, EventKind kind) {
        Attributes attributes = processing.end(ofMetrics(kind));
        instruments.processing().record(processing.seconds(), attributes);
        if (kind == EventKind.CHANGE) {
            instruments.consumed().add(1, attributes);
        } else if (kind == EventKind.CATCH_UP) {
            instruments.catchUps().add(1, target);
        }
    }

    /** Distinguishes pages and resets, which take longer than the target's other events. */
    private Attributes ofMetrics(EventKind kind) {
        return kind == EventKind.PAGE || kind == EventKind.RESET
                ? SemanticAttributes.with(ofMetrics, SemanticAttributes.EVENT, kind.label())
                : ofMetrics;
    }

    /** Logs once, because every delivery may fail. */
    private void warn(Throwable failure) {
        if (warned.compareAndSet(false, true)) {
            FailSafeLog.log(
                    Level.WARNING,
                    ErrorCode.MONITOR_FAILED.message(spanName
                            + ": the application's OpenTelemetry failed; its data of this target is incomplete."
                            + " Deliveries are not affected."),
                    failure);
        }
    }
}
