// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.internal.network.BadRequestException;
import org.drivechange.simulator.internal.network.HttpResponseWriter;
import org.drivechange.simulator.internal.network.Json;
import org.drivechange.simulator.internal.network.LocalOriginCheck;

/** HTTP handler of the control API, which runs the requested call and responds in JSON. */
public final class ControlHandler implements HttpHandler {

    private static final String ROOT = "/control";

    private static final int MAX_BODY = 16 * 1024 * 1024;

    private final Supplier<String> url;

    private final List<ControlCall> calls;

    public ControlHandler(Supplier<String> url, List<ControlCall> calls) {
        this.url = url;
        this.calls = calls;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            InputStream body = exchange.getRequestBody();
            byte[] start = body.readNBytes(MAX_BODY + 1);
            HttpResponseWriter.send(exchange, start.length > MAX_BODY ? tooLong(body) : respond(exchange, start));
        }
    }

    /**
     * Answers 413. Discards the rest of the body first, because a client that is still sending would not read the
     * response.
     */
    private static ScriptedResponse tooLong(InputStream rest) throws IOException {
        rest.transferTo(OutputStream.nullOutputStream());
        return error(413, "Expected a body of at most " + MAX_BODY + " bytes.");
    }

    private ScriptedResponse respond(HttpExchange exchange, byte[] body) {
        Optional<String> rejection = LocalOriginCheck.rejection(exchange.getRequestHeaders());
        if (rejection.isPresent()) {
            return error(403, rejection.get());
        }
        String path = exchange.getRequestURI().getPath().substring(ROOT.length());
        return respond(exchange.getRequestMethod(), path, new String(body, UTF_8));
    }

    private ScriptedResponse respond(String method, String path, String body) {
        if (method.equals("GET") && (path.isEmpty() || path.equals("/"))) {
            return new ScriptedResponse(
                    200, Map.of("Content-Type", "text/plain; charset=utf-8"), help(), Duration.ZERO);
        }
        List<ControlCall> found =
                calls.stream().filter(call -> call.path().equals(path)).toList();
        if (found.isEmpty()) {
            return error(404, "Unknown call; GET " + url.get() + " lists the calls.");
        }
        ControlCall call = found.get(0);
        return call.method().equals(method)
                ? run(call, body)
                : error(405, ROOT + path + " expects the method " + call.method() + ".");
    }

    private static ScriptedResponse run(ControlCall call, String body) {
        try {
            return ScriptedResponse.json(Json.text(call.run(body)));
        } catch (BadRequestException | IllegalArgumentException e) {
            return error(400, e.getMessage());
        } catch (RuntimeException e) {
            return error(500, "The simulator failed: " + e);
        }
    }

    private static ScriptedResponse error(int status, String message) {
        return ScriptedResponse.json(status, Json.text(Map.of("error", message)));
    }

    private String help() {
        return calls.stream()
                .map(call -> call.description() + "\n  " + call.curl(url.get()) + "\n")
                .collect(Collectors.joining("\n"));
    }
}
