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
import org.drivechange.simulator.GraphReply;
import org.drivechange.simulator.GraphRequest;
import org.drivechange.simulator.internal.SimulatorConfig;
import org.drivechange.simulator.internal.network.FreezeSwitch;
import org.drivechange.simulator.internal.network.HttpAnswer;
import org.drivechange.simulator.internal.network.Json;
import org.drivechange.simulator.internal.socketio.SocketIoListener;
import org.drivechange.simulator.internal.socketio.SubscriptionGrant;

/** Answers {@code GET {version}{target}/subscriptions/socketIo} as Graph does, or as scripted. */
public final class GraphEndpoint implements HttpHandler {

    private final ScriptedReplies script;

    private final RequestLog log;

    private final FreezeSwitch frost;

    private final Function<String, SubscriptionGrant> granting;

    private final Function<SubscriptionGrant, String> notificationUrl;

    private volatile Predicate<String> acceptTokens;

    public GraphEndpoint(
            SimulatorConfig settings,
            ScriptedReplies script,
            RequestLog log,
            FreezeSwitch frost,
            SocketIoListener sockets) {
        this.acceptTokens = settings.acceptTokens();
        this.script = script;
        this.log = log;
        this.frost = frost;
        this.granting = sockets::grant;
        this.notificationUrl = sockets::notificationUrl;
    }

    public void acceptTokens(Predicate<String> good) {
        acceptTokens = good;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        GraphRequest request = request(exchange);
        int number = log.add(request);
        try {
            frost.awaitThaw();
            GraphReply reply = reply(request);
            // a hanging exchange stays open without a thread until the listener closes all connections
            if (!reply.hangs()) {
                answer(exchange, number, request, reply);
            }
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, int number, GraphRequest request, GraphReply reply)
            throws IOException, InterruptedException {
        try (exchange) {
            Thread.sleep(reply.delay().toMillis());
            log.answered(number, reply.status());
            HttpAnswer.send(exchange, withIds(reply, request));
        }
    }

    private GraphReply reply(GraphRequest request) {
        if (request.target() == null) {
            return GraphReply.error(404, "itemNotFound", "The resource could not be found.");
        }
        if (!request.method().equals("GET")) {
            return GraphReply.error(405, "methodNotAllowed", "The HTTP method is not allowed for this resource.")
                    .with("Allow", "GET");
        }
        return script.take(request.target()).orElseGet(() -> normal(request));
    }

    private GraphReply normal(GraphRequest request) {
        String token = request.token();
        if (token != null && !token.isBlank() && acceptTokens.test(token)) {
            return subscription(request.target());
        }
        String message = token == null ? "Access token is empty." : "Access token validation failure.";
        return GraphReply.error(401, "InvalidAuthenticationToken", message);
    }

    private GraphReply subscription(String target) {
        SubscriptionGrant grant = granting.apply(target);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity");
        body.put("id", grant.subscriptionId());
        body.put("notificationUrl", notificationUrl.apply(grant));
        body.put("expirationDateTime", grant.expirationDateTime());
        return GraphReply.json(Json.text(body));
    }

    private static GraphReply withIds(GraphReply reply, GraphRequest request) {
        String own = UUID.randomUUID().toString();
        return reply.with("request-id", own)
                .with("client-request-id", request.headers().getOrDefault("client-request-id", own));
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
