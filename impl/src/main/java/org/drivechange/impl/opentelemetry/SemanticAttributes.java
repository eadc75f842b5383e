// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.opentelemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.net.URI;
import java.util.List;
import org.drivechange.impl.monitor.TargetName;

/**
 * Attributes by OpenTelemetry's semantic conventions, with additional ones of DriveChange.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/">Messaging</a>
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-metrics/">HTTP metrics</a>
 */
final class SemanticAttributes {

    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    static final AttributeKey<String> EVENT = AttributeKey.stringKey("drivechange.event");
    static final AttributeKey<String> STATE = AttributeKey.stringKey("drivechange.session.state");
    static final AttributeKey<Long> BATCH = AttributeKey.longKey("messaging.batch.message_count");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    static final AttributeKey<String> URL_TEMPLATE = AttributeKey.stringKey("url.template");

    static final String PROCESS = "process";

    /** In seconds. The SDK's default buckets are for milliseconds. */
    static final List<Double> BUCKETS =
            List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);

    private static final AttributeKey<String> TEMPLATE = AttributeKey.stringKey("messaging.destination.template");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> ACCOUNT = AttributeKey.stringKey("drivechange.account");
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");

    private SemanticAttributes() {}

    /** Returns the attributes of every measurement of a target. */
    static Attributes target(TargetName name) {
        AttributesBuilder attributes = Attributes.builder().put(TEMPLATE, name.template());
        if (name.target() != null) {
            attributes.put(DESTINATION, name.target());
        }
        if (name.account() != null && !name.account().isEmpty()) {
            attributes.put(ACCOUNT, name.account());
        }
        return attributes.build();
    }

    /** Returns the attributes of a delivery's measurements. */
    static Attributes processing(TargetName name) {
        return target(name).toBuilder()
                .put(SYSTEM, "microsoft_graph")
                .put(OPERATION, PROCESS)
                .build();
    }

    /** Returns the attributes of a delivery's span. */
    static Attributes span(TargetName name) {
        return processing(name).toBuilder().put(OPERATION_TYPE, PROCESS).build();
    }

    /** Returns the attributes of every request to Graph. */
    static Attributes request(URI graph) {
        int defaultPort = "http".equalsIgnoreCase(graph.getScheme()) ? 80 : 443;
        return Attributes.builder()
                .put(METHOD, "GET")
                .put(ADDRESS, graph.getHost())
                .put(PORT, (long) (graph.getPort() < 0 ? defaultPort : graph.getPort()))
                .build();
    }

    /** Returns the attributes with one more. */
    static <T> Attributes with(Attributes attributes, AttributeKey<T> key, T value) {
        return attributes.toBuilder().put(key, value).build();
    }
}
