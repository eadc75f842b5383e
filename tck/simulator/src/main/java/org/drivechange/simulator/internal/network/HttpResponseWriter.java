// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import org.drivechange.simulator.ScriptedResponse;

/**
 * Writes a response to an HTTP exchange. A {@code Content-Length} above that of the body ends the connection after the
 * body.
 */
public final class HttpResponseWriter {

    private HttpResponseWriter() {}

    public static void send(HttpExchange exchange, ScriptedResponse response) throws IOException {
        byte[] body = response.body().getBytes(UTF_8);
        response.headers().forEach(exchange.getResponseHeaders()::set);
        boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(response.status(), empty ? -1 : length(response, body));
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
    }

    private static long length(ScriptedResponse response, byte[] body) {
        return Long.parseLong(response.headers().getOrDefault("Content-Length", Integer.toString(body.length)));
    }
}
