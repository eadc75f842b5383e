// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import org.drivechange.impl.http.RequestKind;
import org.drivechange.impl.http.RequestMonitor.Request;
import org.drivechange.impl.monitor.TargetName;

/** Records the duration of requests to Graph. */
final class RequestDurations {

    private static final double NANOS = 1e9;

    private final DoubleHistogram durations;
    private final Attributes common;
    private final String version;

    RequestDurations(DoubleHistogram durations, URI graph) {
        this.durations = durations;
        this.common = SemanticAttributes.request(graph);
        this.version = graph.getRawPath();
    }

    Request started(RequestKind kind, TargetName target) {
        long start = System.nanoTime();
        String template = version + kind.urlTemplate(target.template());
        return (status, errorCode) ->
                durations.record((System.nanoTime() - start) / NANOS, attributes(template, status, errorCode));
    }

    private Attributes attributes(String template, OptionalInt status, Optional<String> errorCode) {
        AttributesBuilder attributes = common.toBuilder().put(SemanticAttributes.URL_TEMPLATE, template);
        status.ifPresent(code -> attributes.put(SemanticAttributes.STATUS, (long) code));
        errorCode.ifPresent(code -> attributes.put(SemanticAttributes.ERROR_TYPE, code));
        return attributes.build();
    }
}
