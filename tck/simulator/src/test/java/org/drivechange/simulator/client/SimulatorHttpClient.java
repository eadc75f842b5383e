// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.internal.network.Json;

/** HTTP client of the simulator's Graph and control APIs. */
public final class SimulatorHttpClient {

    public static final String SOCKET_IO = "/subscriptions/socketIo";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final GraphSimulator simulator;

    public SimulatorHttpClient(GraphSimulator simulator) {
        this.simulator = simulator;
    }

    public HttpResponse<String> subscribe(String target) {
        return subscribeAsync(target).join();
    }

    public CompletableFuture<HttpResponse<String>> subscribeAsync(String target) {
        return sendAsync(graph(target + SOCKET_IO).build());
    }

    /** Returns the notificationUrl of a new subscription. */
    public URI notificationUrl(String target) {
        return URI.create(json(subscribe(target)).path("notificationUrl").textValue());
    }

    public HttpRequest.Builder graph(String path) {
        return HttpRequest.newBuilder(URI.create(simulator.graphUrl() + path))
                .header("Authorization", "Bearer anything");
    }

    public HttpResponse<String> post(String call, String body) {
        return send(HttpRequest.newBuilder(URI.create(simulator.controlUrl() + call))
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    public HttpResponse<String> get(String call) {
        return send(HttpRequest.newBuilder(URI.create(simulator.controlUrl() + call))
                .build());
    }

    public static HttpResponse<String> send(HttpRequest request) {
        return sendAsync(request).join();
    }

    public static CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
        return CLIENT.sendAsync(request, BodyHandlers.ofString()).orTimeout(30, TimeUnit.SECONDS);
    }

    public static JsonNode json(HttpResponse<String> response) {
        try {
            return Json.read(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(response.body(), e);
        }
    }
}
