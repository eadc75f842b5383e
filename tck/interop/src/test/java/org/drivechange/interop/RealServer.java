// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.drivechange.DriveTarget;
import org.drivechange.simulator.FaultProxy;

/** Simulated Graph with a real Socket.IO server in a separate process, and its control operations. */
final class RealServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** With HTTP/2 enabled, requests would ask for an upgrade, which the server reserves for WebSockets. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<String> arguments;
    private ServerProcess process;

    private RealServer(List<String> arguments) {
        this.arguments = arguments;
        this.process = new ServerProcess(arguments, 0);
    }

    /**
     * Starts a server.
     *
     * @param options the options of {@code server.js} besides the set-up
     */
    static RealServer start(SetUp setUp, String... options) {
        List<String> arguments = new ArrayList<>(setUp.arguments());
        arguments.addAll(List.of(options));
        return new RealServer(arguments);
    }

    /** Returns the value of {@code drivechange.graph.url}. */
    URI graphUrl() {
        return URI.create("http://localhost:" + process.port() + "/v1.0");
    }

    /** Resets the state and drops all clients. */
    void reset() {
        call("reset", Map.of());
    }

    /** Emits notifications to all clients in a target's namespace, numbered from 1 in {@code resource}. */
    void emit(DriveTarget target, int count) {
        call("emit", about(target, Map.of("count", count)));
    }

    /** Emits notifications for a duration; the future completes at its end. */
    CompletableFuture<Void> emitAtRate(DriveTarget target, int perSecond, Duration time) {
        Map<String, Object> rate = Map.of("perSecond", perSecond, "millis", time.toMillis());
        return http.sendAsync(request("emit-at-rate", about(target, rate)), BodyHandlers.ofString())
                .thenAccept(answer -> checked("emit-at-rate", answer.statusCode(), answer.body()));
    }

    /** Emits one notification that requests an ack. */
    void ask(DriveTarget target) {
        call("ask", about(target, Map.of()));
    }

    /** Emits an event with nested binary attachments. */
    void emitBinary(DriveTarget target, boolean asking) {
        call("binary", about(target, Map.of("asking", asking)));
    }

    /** Emits events unrelated to Graph. */
    void emitUnrelated(DriveTarget target) {
        call("unrelated", about(target, Map.of()));
    }

    /**
     * Loses every session of a target.
     *
     * @param thenEmit the number of notifications to emit while no client is joined
     */
    void lose(DriveTarget target, Loss loss, int thenEmit) {
        call("lose", about(target, Map.of("how", loss.wireName(), "thenEmit", thenEmit)));
    }

    /** Starts a target's fault with its next subscription. */
    void trouble(DriveTarget target, Trouble trouble) {
        call("trouble", about(target, Map.of("kind", trouble.wireName())));
    }

    /** Ends a target's fault. */
    void heal(DriveTarget target) {
        call("trouble", about(target, Map.of()));
    }

    /** Puts a fault proxy in front of a target's connections, from the next subscription on. */
    FaultProxy proxyBefore(DriveTarget target) {
        FaultProxy proxy = FaultProxy.before("localhost", process.port());
        call("lead", about(target, Map.of("port", proxy.port())));
        return proxy;
    }

    /** Stops Socket.IO; Graph keeps running. */
    void stopSocketIo() {
        call("stop", Map.of());
    }

    /** Restarts Socket.IO; only subscriptions are kept. */
    void startSocketIo() {
        call("start", Map.of());
    }

    /** Ends the process and starts a new one, without state, on the same port. */
    void restartProcess() {
        process.close();
        process = new ServerProcess(arguments, process.port());
    }

    /** Returns the state of the server. */
    ServerState state() {
        return JSON.convertValue(call("state", Map.of()), ServerState.class);
    }

    @Override
    public void close() {
        process.close();
    }

    private static Map<String, Object> about(DriveTarget target, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("target", target.path());
        return body;
    }

    private Object call(String action, Map<String, Object> body) {
        try {
            var answer = http.send(request(action, body), BodyHandlers.ofString());
            checked(action, answer.statusCode(), answer.body());
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(action, e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(action, interrupted);
        }
    }

    private HttpRequest request(String action, Map<String, Object> body) {
        return HttpRequest.newBuilder(graphUrl().resolve("/control/" + action))
                .timeout(Duration.ofMinutes(1))
                .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString()))
                .build();
    }

    private static void checked(String action, int status, String body) {
        if (status != 200) {
            throw new IllegalStateException(action + " was answered with " + status + ": " + body);
        }
    }
}
