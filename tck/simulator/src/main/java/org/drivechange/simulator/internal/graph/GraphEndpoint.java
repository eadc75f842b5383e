// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.graph;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.drivechange.simulator.GraphRequest;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.internal.SimulatorConfig;
import org.drivechange.simulator.internal.network.FreezeSwitch;
import org.drivechange.simulator.internal.network.HttpResponseWriter;

/** Answers the requests to Graph's resources as Graph does, or as scripted. */
public final class GraphEndpoint implements HttpHandler {

    private final List<GraphResource> resources;

    private final RequestLog log;

    private final FreezeSwitch freezeSwitch;

    private volatile Predicate<String> acceptTokens;

    public GraphEndpoint(
            SimulatorConfig config, List<GraphResource> resources, RequestLog log, FreezeSwitch freezeSwitch) {
        this.acceptTokens = config.acceptTokens();
        this.resources = List.copyOf(resources);
        this.log = log;
        this.freezeSwitch = freezeSwitch;
    }

    public void acceptTokens(Predicate<String> accepted) {
        acceptTokens = accepted;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        GraphRequest request = request(exchange);
        int index = log.add(request);
        try {
            freezeSwitch.awaitThaw();
            ScriptedResponse response = responseTo(request);
            // a hanging exchange stays open without a thread until the listener closes all connections
            if (!response.hangs()) {
                respond(exchange, index, request, response);
            }
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
        }
    }

    private void respond(HttpExchange exchange, int index, GraphRequest request, ScriptedResponse response)
            throws IOException, InterruptedException {
        try (exchange) {
            Thread.sleep(response.delay().toMillis());
            log.setStatus(index, response.status());
            HttpResponseWriter.send(exchange, withIds(response, request));
        }
    }

    private ScriptedResponse responseTo(GraphRequest request) {
        Optional<GraphResource> resource = resource(request.rawPath(), request.rawQuery());
        if (resource.isEmpty()) {
            return ScriptedResponse.error(404, "itemNotFound", "The resource could not be found.");
        }
        if (!request.method().equals("GET")) {
            return ScriptedResponse.error(405, "methodNotAllowed", "The HTTP method is not allowed for this resource.")
                    .with("Allow", "GET");
        }
        return resource.get()
                .scripted(request)
                .or(() -> unauthorized(request.token()))
                .orElseGet(() -> resource.get().normal(request));
    }

    private Optional<ScriptedResponse> unauthorized(String token) {
        if (token != null && !token.isBlank() && acceptTokens.test(token)) {
            return Optional.empty();
        }
        String message = token == null ? "Access token is empty." : "Access token validation failure.";
        return Optional.of(ScriptedResponse.error(401, "InvalidAuthenticationToken", message));
    }

    private Optional<GraphResource> resource(String rawPath, String rawQuery) {
        return resources.stream()
                .filter(resource -> resource.target(rawPath, rawQuery).isPresent())
                .findFirst();
    }

    private static ScriptedResponse withIds(ScriptedResponse response, GraphRequest request) {
        String id = UUID.randomUUID().toString();
        return response.with("request-id", id)
                .with("client-request-id", request.headers().getOrDefault("client-request-id", id));
    }

    private GraphRequest request(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        String rawPath = exchange.getRequestURI().getRawPath();
        String rawQuery = exchange.getRequestURI().getRawQuery();
        String target = resource(rawPath, rawQuery)
                .flatMap(resource -> resource.target(rawPath, rawQuery))
                .orElse(null);
        String token = bearer(headers.get("Authorization"));
        return new GraphRequest(
                Instant.now(),
                exchange.getRequestMethod(),
                rawPath,
                rawQuery,
                target,
                token,
                Collections.unmodifiableMap(headers),
                0);
    }

    private static String bearer(String authorization) {
        String scheme = "Bearer ";
        return authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                ? authorization.substring(scheme.length()).strip()
                : null;
    }
}
