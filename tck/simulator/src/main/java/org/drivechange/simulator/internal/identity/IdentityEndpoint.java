// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.drivechange.simulator.GraphReply;
import org.drivechange.simulator.IdentityRequest;
import org.drivechange.simulator.internal.network.HttpAnswer;

/** Routes requests to their handlers and records the responses. */
public final class IdentityEndpoint implements HttpHandler {

    private final Map<String, Function<IdentityCall, GraphReply>> routes;

    private final List<IdentityRequest> requests = new CopyOnWriteArrayList<>();

    private final List<String> claims = new CopyOnWriteArrayList<>();

    public IdentityEndpoint(Map<String, Function<IdentityCall, GraphReply>> routes) {
        this.routes = routes;
    }

    public List<IdentityRequest> requests() {
        return List.copyOf(requests);
    }

    public List<String> claims() {
        return List.copyOf(claims);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            IdentityCall call = IdentityCall.read(exchange);
            GraphReply reply = answer(call);
            call.parameter("claims").ifPresent(claims::add);
            requests.add(call.answered(reply.status()));
            HttpAnswer.send(exchange, withIds(reply, call));
        }
    }

    private GraphReply answer(IdentityCall call) {
        try {
            return Optional.ofNullable(routes.get(call.route()))
                    .orElseThrow(IdentityError.NOT_FOUND::refusal)
                    .apply(call);
        } catch (IdentityErrorException e) {
            return e.reply(call.correlationId());
        }
    }

    private static GraphReply withIds(GraphReply reply, IdentityCall call) {
        return reply.with("client-request-id", call.correlationId())
                .with("x-ms-request-id", UUID.randomUUID().toString())
                .with("Cache-Control", "no-store");
    }
}
