// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;
import java.util.Optional;

/** Span of one delivery. It is stored in the context, where a failing observer finds it on any thread. */
final class DeliverySpan implements ImplicitContextKeyed {

    private static final ContextKey<DeliverySpan> KEY = ContextKey.named("org.drivechange.delivery");
    private static final double NANOS = 1e9;

    private final Span span;
    private final long began = System.nanoTime();

    /** Class name of an observer's exception, null without one. If several observers fail, any of theirs. */
    private volatile String failure;

    DeliverySpan(Span span) {
        this.span = span;
    }

    /** Returns the delivery of the current thread. */
    static Optional<DeliverySpan> current() {
        return Optional.ofNullable(Context.current().get(KEY));
    }

    @Override
    public Context storeInContext(Context context) {
        return context.with(span).with(KEY, this);
    }

    void failed(Throwable thrown) {
        failure = thrown.getClass().getName();
    }

    double seconds() {
        return (System.nanoTime() - began) / NANOS;
    }

    /** Ends the span and adds the failure to a measurement's attributes. */
    Attributes end(Attributes attributes) {
        String failed = failure;
        if (failed == null) {
            span.end();
            return attributes;
        }
        // without the message, which is in the log and may be confidential
        span.setAttribute(SemanticAttributes.ERROR_TYPE, failed);
        span.setStatus(StatusCode.ERROR, "an observer failed (DRC4001)");
        span.end();
        return SemanticAttributes.with(attributes, SemanticAttributes.ERROR_TYPE, failed);
    }
}
