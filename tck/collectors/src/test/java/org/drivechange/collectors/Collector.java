// SPDX-License-Identifier: Apache-2.0
package org.drivechange.collectors;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Running process of a collector, queried over HTTP. Its output is in {@code target}. */
final class Collector implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private static final int STOP_TIMEOUT_SECONDS = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    /**
     * Starts a program and waits until it answers.
     *
     * @param ready the path answered with 200 once it is ready
     */
    Collector(String name, int port, List<String> command, Map<String, String> environment, String ready)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", name + ".log").toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        address = URI.create("http://127.0.0.1:" + port);
        await().atMost(START_TIMEOUT).ignoreExceptions().until(() -> status(ready) == 200);
    }

    /** Returns a port that is currently free. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    URI address() {
        return address;
    }

    /** Returns the response to a query. */
    JsonNode query(String path, String parameter, String value) throws IOException, InterruptedException {
        String query = "?" + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path + query)).build();
        return new ObjectMapper()
                .readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private int status(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
