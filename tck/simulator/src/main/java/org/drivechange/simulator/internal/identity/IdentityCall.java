// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.drivechange.simulator.IdentityRequest;

/** Parsed request to the identity platform. Not a record, because its {@code toString} would contain secrets. */
public final class IdentityCall {

    private static final int MAX_BODY = 64 * 1024;

    private final String method;

    private final String path;

    private final Map<String, List<String>> parameters;

    private final String correlationId;

    private IdentityCall(String method, String path, Map<String, List<String>> parameters, String correlationId) {
        this.method = method;
        this.path = path;
        this.parameters = parameters;
        this.correlationId = correlationId;
    }

    static IdentityCall read(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readNBytes(MAX_BODY), UTF_8);
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        return new IdentityCall(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                form(body.isEmpty() ? query : body),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("client-request-id"))
                        .orElseGet(() -> UUID.randomUUID().toString()));
    }

    boolean isPost() {
        return method.equals("POST");
    }

    void checkPost() {
        if (!isPost()) {
            throw IdentityError.NOT_POST.exception();
        }
    }

    /** Returns the path with the tenant replaced by {@code {tenant}}. */
    String route() {
        return path.replaceFirst("^/[^/]+/", "/{tenant}/");
    }

    String path() {
        return path;
    }

    String tenant() {
        return path.split("/", 3)[1];
    }

    String correlationId() {
        return correlationId;
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name))
                .map(values -> values.get(0))
                .filter(value -> !value.isBlank());
    }

    String required(String name) {
        return parameter(name).orElseThrow(() -> IdentityError.MISSING_PARAMETER.exception(name));
    }

    IdentityRequest toRequest(int status) {
        String endpoint = path.substring(path.lastIndexOf('/') + 1);
        return new IdentityRequest(
                endpoint,
                parameter("grant_type").orElse(null),
                parameter("client_id").orElse(null),
                status);
    }

    /** Returns the form parameters; empty if the body is not a form. */
    private static Map<String, List<String>> form(String text) {
        try {
            return new QueryStringDecoder(text, false).parameters();
        } catch (IllegalArgumentException ignored) {
            return Map.of();
        }
    }
}
