// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.internal.network.HttpResponseWriter;
import org.drivechange.simulator.internal.network.LocalOriginCheck;

/**
 * Web page that shows and changes a drive through the control API, at the path {@code /}; passes requests for other
 * paths on.
 */
public final class SimulatorPage implements HttpHandler {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final Map<String, ScriptedResponse> files = Map.of(
            "/", file("page.html", "text/html; charset=utf-8"),
            "/dialog.js", file("dialog.js", "text/javascript; charset=utf-8"),
            "/page.js", file("page.js", "text/javascript; charset=utf-8"),
            "/page.css", file("page.css", "text/css; charset=utf-8"));

    private final HttpHandler others;

    public SimulatorPage(HttpHandler others) {
        this.others = others;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        ScriptedResponse file = files.get(exchange.getRequestURI().getPath());
        if (file == null || !exchange.getRequestMethod().equals("GET")) {
            others.handle(exchange);
            return;
        }
        try (exchange) {
            boolean local =
                    LocalOriginCheck.rejection(exchange.getRequestHeaders()).isEmpty();
            HttpResponseWriter.send(exchange, local ? file : ScriptedResponse.html(403));
        }
    }

    private static ScriptedResponse file(String name, String type) {
        Map<String, String> headers = Map.of(
                "Content-Type",
                type,
                "Content-Security-Policy",
                POLICY,
                "X-Content-Type-Options",
                "nosniff",
                "Cache-Control",
                "no-store");
        return new ScriptedResponse(200, headers, text(name), Duration.ZERO);
    }

    private static String text(String name) {
        try (InputStream file = SimulatorPage.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
