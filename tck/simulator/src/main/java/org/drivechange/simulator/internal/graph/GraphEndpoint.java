// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.graph;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.drivechange.simulator.GraphRequest;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.internal.SimulatorConfig;
import org.drivechange.simulator.internal.network.FreezeSwitch;
import org.drivechange.simulator.internal.network.HttpResponseWriter;
import org.drivechange.simulator.internal.network.Json;
import org.drivechange.simulator.internal.socketio.SocketIoListener;
import org.drivechange.simulator.internal.socketio.SubscriptionGrant;

/** Answers {@code GET {version}{target}/subscriptions/socketIo} as Graph does, or as scripted. */
public final class GraphEndpoint implements HttpHandler {

    private final ScriptedResponses scriptedResponses;

    private final RequestLog log;

    private final FreezeSwitch freezeSwitch;

    private final Function<String, SubscriptionGrant> issueGrant;

    private final Function<SubscriptionGrant, String> notificationUrl;

    private volatile Predicate<String> acceptTokens;

    public GraphEndpoint(
            SimulatorConfig config,
            ScriptedResponses scriptedResponses,
            RequestLog log,
            FreezeSwitch freezeSwitch,
            SocketIoListener sockets) {
        this.acceptTokens = config.acceptTokens();
        this.scriptedResponses = scriptedResponses;
        this.log = log;
        this.freezeSwitch = freezeSwitch;
        this.issueGrant = sockets::grant;
        this.notificationUrl = sockets::notificationUrl;
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
        if (request.target() == null) {
            return ScriptedResponse.error(404, "itemNotFound", "The resource could not be found.");
        }
        if (!request.method().equals("GET")) {
            return ScriptedResponse.error(405, "methodNotAllowed", "The HTTP method is not allowed for this resource.")
                    .with("Allow", "GET");
        }
        return scriptedResponses.take(request.target()).orElseGet(() -> normalResponse(request));
    }

    private ScriptedResponse normalResponse(GraphRequest request) {
        String token = request.token();
        if (token != null && !token.isBlank() && acceptTokens.test(token)) {
            return subscription(request.target());
        }
        String message = token == null ? "Access token is empty." : "Access token validation failure.";
        return ScriptedResponse.error(401, "InvalidAuthenticationToken", message);
    }

    private ScriptedResponse subscription(String target) {
        SubscriptionGrant grant = issueGrant.apply(target);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity");
        body.put("id", grant.subscriptionId());
        body.put("notificationUrl", notificationUrl.apply(grant));
        body.put("expirationDateTime", grant.expirationDateTime());
        return ScriptedResponse.json(Json.text(body));
    }

    private static ScriptedResponse withIds(ScriptedResponse response, GraphRequest request) {
        String id = UUID.randomUUID().toString();
        return response.with("request-id", id)
                .with("client-request-id", request.headers().getOrDefault("client-request-id", id));
    }

    private static GraphRequest request(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        String rawPath = exchange.getRequestURI().getRawPath();
        String target = TargetPath.ofRequest(rawPath).orElse(null);
        String token = bearer(headers.get("Authorization"));
        return new GraphRequest(
                Instant.now(),
                exchange.getRequestMethod(),
                rawPath,
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
