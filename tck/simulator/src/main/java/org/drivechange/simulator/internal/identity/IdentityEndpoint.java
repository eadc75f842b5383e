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
import org.drivechange.simulator.IdentityRequest;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.internal.network.HttpResponseWriter;

/** Routes requests to their handlers and records the responses. */
public final class IdentityEndpoint implements HttpHandler {

    private final Map<String, Function<IdentityCall, ScriptedResponse>> routes;

    private final List<IdentityRequest> requests = new CopyOnWriteArrayList<>();

    private final List<String> claims = new CopyOnWriteArrayList<>();

    public IdentityEndpoint(Map<String, Function<IdentityCall, ScriptedResponse>> routes) {
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
            ScriptedResponse response = answer(call);
            call.parameter("claims").ifPresent(claims::add);
            requests.add(call.toRequest(response.status()));
            HttpResponseWriter.send(exchange, withIds(response, call));
        }
    }

    private ScriptedResponse answer(IdentityCall call) {
        try {
            return Optional.ofNullable(routes.get(call.route()))
                    .orElseThrow(IdentityError.NOT_FOUND::exception)
                    .apply(call);
        } catch (IdentityErrorException e) {
            return e.toResponse(call.correlationId());
        }
    }

    private static ScriptedResponse withIds(ScriptedResponse response, IdentityCall call) {
        return response.with("client-request-id", call.correlationId())
                .with("x-ms-request-id", UUID.randomUUID().toString())
                .with("Cache-Control", "no-store");
    }
}
