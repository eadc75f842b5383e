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
import org.drivechange.simulator.GraphReply;
import org.drivechange.simulator.internal.network.BadRequestException;
import org.drivechange.simulator.internal.network.HttpAnswer;
import org.drivechange.simulator.internal.network.Json;
import org.drivechange.simulator.internal.network.LocalCaller;

/** HTTP handler of the control API: finds the call, runs it and answers in JSON. */
public final class ControlHandler implements HttpHandler {

    private static final String ROOT = "/control";

    private static final int MOST_BODY = 16 * 1024 * 1024;

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
            byte[] start = body.readNBytes(MOST_BODY + 1);
            HttpAnswer.send(exchange, start.length > MOST_BODY ? tooLong(body) : answer(exchange, start));
        }
    }

    /**
     * Answers 413. Discards the rest of the body first, because a client that is still sending would not read the
     * response.
     */
    private static GraphReply tooLong(InputStream rest) throws IOException {
        rest.transferTo(OutputStream.nullOutputStream());
        return error(413, "A body has at most " + MOST_BODY + " bytes.");
    }

    private GraphReply answer(HttpExchange exchange, byte[] body) {
        Optional<String> refusal = LocalCaller.refusal(exchange.getRequestHeaders());
        if (refusal.isPresent()) {
            return error(403, refusal.get());
        }
        String path = exchange.getRequestURI().getPath().substring(ROOT.length());
        return answer(exchange.getRequestMethod(), path, new String(body, UTF_8));
    }

    private GraphReply answer(String method, String path, String body) {
        if (method.equals("GET") && (path.isEmpty() || path.equals("/"))) {
            return new GraphReply(200, Map.of("Content-Type", "text/plain; charset=utf-8"), help(), Duration.ZERO);
        }
        List<ControlCall> found =
                calls.stream().filter(call -> call.path().equals(path)).toList();
        if (found.isEmpty()) {
            return error(404, "There is no such call; GET " + url.get() + " lists them.");
        }
        ControlCall call = found.get(0);
        return call.method().equals(method)
                ? run(call, body)
                : error(405, ROOT + path + " is called with " + call.method() + ".");
    }

    private static GraphReply run(ControlCall call, String body) {
        try {
            return GraphReply.json(Json.text(call.run(body)));
        } catch (BadRequestException | IllegalArgumentException e) {
            return error(400, e.getMessage());
        } catch (RuntimeException failed) {
            return error(500, "The simulator failed: " + failed);
        }
    }

    private static GraphReply error(int status, String message) {
        return GraphReply.json(status, Json.text(Map.of("error", message)));
    }

    private String help() {
        return calls.stream()
                .map(call -> call.description() + "\n  " + call.curl(url.get()) + "\n")
                .collect(Collectors.joining("\n"));
    }
}
