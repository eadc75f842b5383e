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

/** A Graph look-alike with a real Socket.IO server behind it, in a process of its own, and all that can be done to it. */
final class RealServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** With HTTP/2 allowed, a request would ask for an upgrade, which is a WebSocket's business here. */
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
     * @param options what {@code server.js} is told besides the set-up
     */
    static RealServer start(SetUp setUp, String... options) {
        List<String> arguments = new ArrayList<>(setUp.arguments());
        arguments.addAll(List.of(options));
        return new RealServer(arguments);
    }

    /** The value of {@code drivechange.graph.url}. */
    URI graphUrl() {
        return URI.create("http://localhost:" + process.port() + "/v1.0");
    }

    /** Forgets everything and drops everybody. */
    void reset() {
        call("reset", Map.of());
    }

    /** Emits so many notifications to everybody in a target's namespace; they count up from 1 in {@code resource}. */
    void emit(DriveTarget target, int count) {
        call("emit", about(target, Map.of("count", count)));
    }

    /** Emits notifications for some time; done when the time is over. */
    CompletableFuture<Void> emitAtRate(DriveTarget target, int perSecond, Duration time) {
        Map<String, Object> rate = Map.of("perSecond", perSecond, "millis", time.toMillis());
        return http.sendAsync(request("emit-at-rate", about(target, rate)), BodyHandlers.ofString())
                .thenAccept(answer -> checked("emit-at-rate", answer.statusCode(), answer.body()));
    }

    /** Emits one notification that asks for an ack. */
    void ask(DriveTarget target) {
        call("ask", about(target, Map.of()));
    }

    /** Emits an event with nested binary attachments. */
    void emitBinary(DriveTarget target, boolean asking) {
        call("binary", about(target, Map.of("asking", asking)));
    }

    /** Emits events that have nothing to do with Graph. */
    void emitUnrelated(DriveTarget target) {
        call("unrelated", about(target, Map.of()));
    }

    /**
     * Loses every session of a target.
     *
     * @param thenEmit how many notifications to emit while nobody is there
     */
    void lose(DriveTarget target, Loss loss, int thenEmit) {
        call("lose", about(target, Map.of("how", loss.wireName(), "thenEmit", thenEmit)));
    }

    /** Makes a target misbehave from the next subscription on. */
    void trouble(DriveTarget target, Trouble trouble) {
        call("trouble", about(target, Map.of("kind", trouble.wireName())));
    }

    /** Makes a target behave. */
    void heal(DriveTarget target) {
        call("trouble", about(target, Map.of()));
    }

    /** Puts a network that can fail before a target's links, from the next subscription on. */
    FaultProxy proxyBefore(DriveTarget target) {
        FaultProxy proxy = FaultProxy.before("localhost", process.port());
        call("lead", about(target, Map.of("port", proxy.port())));
        return proxy;
    }

    /** Shuts Socket.IO down; Graph stays up. */
    void stopSocketIo() {
        call("stop", Map.of());
    }

    /** Starts Socket.IO again, with nothing remembered but the subscriptions. */
    void startSocketIo() {
        call("start", Map.of());
    }

    /** Ends the whole process and starts another one on the same port, with nothing remembered. */
    void restartProcess() {
        process.close();
        process = new ServerProcess(arguments, process.port());
    }

    /** What the server has seen. */
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
        } catch (IOException problem) {
            throw new UncheckedIOException(action, problem);
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
