// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.simulator.client.SimulatorHttpClient.send;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.client.SimulatorHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorPageTest {

    private static final GraphSimulator SIMULATOR = GraphSimulator.start();

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    @ParameterizedTest
    @CsvSource({"'',text/html", "dialog.js,text/javascript", "page.js,text/javascript", "page.css,text/css"})
    void page_is_served_with_a_content_security_policy(String path, String type) {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(type + "; charset=utf-8");
        assertThat(response.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        assertThat(response.body()).contains("SPDX-License-Identifier");
    }

    @Test
    void page_uses_existing_control_calls_and_elements() {
        String html = get("").body();
        String script = get("dialog.js").body() + get("page.js").body();
        String help = new SimulatorHttpClient(SIMULATOR).get("").body();

        Set<String> calls = found("(?:data-call=|, |request\\()\"(/[a-z/-]+)\"", html + script);
        assertThat(calls).hasSizeGreaterThan(12).contains("/drive/create", "/freeze", "/state");
        assertThat(calls).allSatisfy(call -> assertThat(help).contains(SIMULATOR.controlUrl() + call));
        assertThat(found("byId\\(\"([a-z-]+)\"\\)", script))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(html).contains("id=\"" + id + "\""));
    }

    @Test
    void other_requests_are_passed_on() {
        assertThat(get("other").statusCode()).isEqualTo(404);
        assertThat(get("other").body()).contains("itemNotFound");
        HttpRequest post = HttpRequest.newBuilder(URI.create(SIMULATOR.pageUrl()))
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(send(post).statusCode()).isEqualTo(404);
    }

    @Test
    void page_is_not_served_under_another_host_name() throws IOException {
        try (Socket socket =
                new Socket("localhost", URI.create(SIMULATOR.pageUrl()).getPort())) {
            String request = "GET / HTTP/1.1\r\nHost: drivechange.example\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(response).startsWith("HTTP/1.1 403 ");
        }
    }

    private static HttpResponse<String> get(String path) {
        return send(
                HttpRequest.newBuilder(URI.create(SIMULATOR.pageUrl() + path)).build());
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
    }
}
