// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import org.drivechange.impl.http.RequestMonitor.Request;

/** Records the duration of requests to Graph. */
final class RequestDurations {

    private static final double NANOS = 1e9;

    private final DoubleHistogram durations;
    private final Attributes common;

    RequestDurations(DoubleHistogram durations, URI graph) {
        this.durations = durations;
        this.common = SemanticAttributes.request(graph);
    }

    Request started() {
        long start = System.nanoTime();
        return (status, errorCode) ->
                durations.record((System.nanoTime() - start) / NANOS, attributes(status, errorCode));
    }

    private Attributes attributes(OptionalInt status, Optional<String> errorCode) {
        AttributesBuilder attributes = common.toBuilder();
        status.ifPresent(code -> attributes.put(SemanticAttributes.STATUS, (long) code));
        errorCode.ifPresent(code -> attributes.put(SemanticAttributes.ERROR_TYPE, code));
        return attributes.build();
    }
}
