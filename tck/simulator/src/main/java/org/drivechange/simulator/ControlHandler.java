// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The control API: finds the call, runs it and answers in JSON. */
final class ControlHandler implements HttpHandler {

    private static final String ROOT = "/control";

    private final GraphSimulator simulator;

    private final List<ControlCall> calls;

    ControlHandler(GraphSimulator simulator) {
        this.simulator = simulator;
        this.calls = new ControlCalls(simulator).all();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String path = exchange.getRequestURI().getPath().substring(ROOT.length());
            HttpAnswer.send(exchange, answer(exchange.getRequestMethod(), path, body));
        }
    }

    private GraphReply answer(String method, String path, String body) {
        if (method.equals("GET") && (path.isEmpty() || path.equals("/"))) {
            return new GraphReply(200, Map.of("Content-Type", "text/plain; charset=utf-8"), help(), Duration.ZERO);
        }
        List<ControlCall> found =
                calls.stream().filter(call -> call.path().equals(path)).toList();
        if (found.isEmpty()) {
            return error(404, "There is no such call; GET " + simulator.controlUrl() + " lists them.");
        }
        ControlCall call = found.get(0);
        return call.method().equals(method)
                ? run(call, body)
                : error(405, ROOT + path + " is called with " + call.method() + ".");
    }

    private static GraphReply run(ControlCall call, String body) {
        try {
            return GraphReply.json(Json.text(call.run(body)));
        } catch (BadInput | IllegalArgumentException notUnderstood) {
            return error(400, notUnderstood.getMessage());
        }
    }

    private static GraphReply error(int status, String message) {
        return GraphReply.json(status, Json.text(Map.of("error", message)));
    }

    private String help() {
        return calls.stream()
                .map(call -> call.says() + "\n  " + call.curl(simulator.controlUrl()) + "\n")
                .collect(Collectors.joining("\n"));
    }
}
