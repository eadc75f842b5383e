// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop.server;

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
public final class RealServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** With HTTP/2 enabled, requests would contain an upgrade, which the server reserves for WebSockets. */
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
     * @param options the options of {@code server.js} besides those of the variant
     */
    public static RealServer start(ServerVariant variant, String... options) {
        List<String> arguments = new ArrayList<>(variant.arguments());
        arguments.addAll(List.of(options));
        return new RealServer(arguments);
    }

    /** Returns the value of {@code drivechange.graph.url}. */
    public URI graphUrl() {
        return URI.create("http://localhost:" + process.port() + "/v1.0");
    }

    /** Resets the state and drops all clients. */
    public void reset() {
        call("reset", Map.of());
    }

    /** Emits notifications to all clients in a target's namespace, numbered from 1 in {@code resource}. */
    public void emit(DriveTarget target, int count) {
        call("emit", withTarget(target, Map.of("count", count)));
    }

    /** Emits notifications for a duration; the future completes at its end. */
    public CompletableFuture<Void> emitAtRate(DriveTarget target, int perSecond, Duration time) {
        Map<String, Object> rate = Map.of("perSecond", perSecond, "millis", time.toMillis());
        return http.sendAsync(request("emit-at-rate", withTarget(target, rate)), BodyHandlers.ofString())
                .thenAccept(answer -> requireOk("emit-at-rate", answer.statusCode(), answer.body()));
    }

    /** Emits one notification that requests an ack. */
    public void emitWithAck(DriveTarget target) {
        call("emit-with-ack", withTarget(target, Map.of()));
    }

    /** Emits an event with nested binary attachments. */
    public void emitBinary(DriveTarget target, boolean requestAck) {
        call("binary", withTarget(target, Map.of("requestAck", requestAck)));
    }

    /** Emits events unrelated to Graph. */
    public void emitUnrelated(DriveTarget target) {
        call("unrelated", withTarget(target, Map.of()));
    }

    /**
     * Disconnects every session of a target.
     *
     * @param thenEmit the number of notifications to emit while no client is joined
     */
    public void disconnect(DriveTarget target, DisconnectKind kind, int thenEmit) {
        call("disconnect", withTarget(target, Map.of("how", kind.wireName(), "thenEmit", thenEmit)));
    }

    /** Injects a failure into a target, from its next subscription on. */
    public void injectFailure(DriveTarget target, ConnectFailure failure) {
        call("failure", withTarget(target, Map.of("kind", failure.wireName())));
    }

    /** Removes a target's failure. */
    public void removeFailure(DriveTarget target) {
        call("failure", withTarget(target, Map.of()));
    }

    /** Puts a fault proxy in front of a target's connections, from the next subscription on. */
    public FaultProxy proxyInFrontOf(DriveTarget target) {
        FaultProxy proxy = FaultProxy.before("localhost", process.port());
        call("route", withTarget(target, Map.of("port", proxy.port())));
        return proxy;
    }

    /** Stops Socket.IO; Graph keeps running. */
    public void stopSocketIo() {
        call("stop", Map.of());
    }

    /** Restarts Socket.IO; only subscriptions are kept. */
    public void startSocketIo() {
        call("start", Map.of());
    }

    /** Ends the process and starts a new one, without state, on the same port. */
    public void restartProcess() {
        process.close();
        process = new ServerProcess(arguments, process.port());
    }

    /** Returns the state of the server. */
    public ServerState state() {
        return JSON.convertValue(call("state", Map.of()), ServerState.class);
    }

    @Override
    public void close() {
        process.close();
    }

    private static Map<String, Object> withTarget(DriveTarget target, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("target", target.path());
        return body;
    }

    private Object call(String action, Map<String, Object> body) {
        try {
            var answer = http.send(request(action, body), BodyHandlers.ofString());
            requireOk(action, answer.statusCode(), answer.body());
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

    private static void requireOk(String action, int status, String body) {
        if (status != 200) {
            throw new IllegalStateException(action + " failed with status " + status + ": " + body);
        }
    }
}
