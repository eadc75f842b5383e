// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;
import java.util.Optional;

/** One delivery under way. Travels in the context, so that an observer that fails finds its own, on whatever thread it is. */
final class DeliverySpan implements ImplicitContextKeyed {

    private static final ContextKey<DeliverySpan> KEY = ContextKey.named("org.drivechange.delivery");
    private static final double NANOS = 1e9;

    private final Span span;
    private final long began = System.nanoTime();

    /** The class of what an observer threw, null for nothing; of several observers that fail, any one's. */
    private volatile String failure;

    DeliverySpan(Span span) {
        this.span = span;
    }

    /** The one that this thread works for. */
    static Optional<DeliverySpan> underWay() {
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

    /** Ends the span, and adds what failed to a measurement's attributes. */
    Attributes end(Attributes attributes) {
        String failed = failure;
        if (failed == null) {
            span.end();
            return attributes;
        }
        // what it says is in the log; here it could show what only the log may
        span.setAttribute(SemanticAttributes.ERROR_TYPE, failed);
        span.setStatus(StatusCode.ERROR, "an observer failed (DRC4001)");
        span.end();
        return SemanticAttributes.with(attributes, SemanticAttributes.ERROR_TYPE, failed);
    }
}
