// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.drivechange.DriveTarget;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphAnswer;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.GraphProblem;
import org.drivechange.impl.graph.SocketIoRequest;
import org.drivechange.impl.session.Causes;
import org.drivechange.impl.session.Graph;

/**
 * Asks Graph over HTTP, through the proxy that the JDK's settings name. The token goes to the configured host only:
 * redirections are never followed. Whoever asks interrupts the thread when it has waited long enough.
 */
public final class GraphHttp implements Graph, AutoCloseable {

    /** An answer is a few hundred bytes; whatever is longer is none. */
    private static final int MAX_BODY = 256 * 1024;

    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private static final GraphFailure PROXY_UNKNOWN =
            new GraphFailure(GraphProblem.PROXY_PASSWORD_MISSING, "none that the JDK's settings name");

    private final URI graph;
    private final Executor executor;
    private final GraphReader reader;
    private HttpClient client;

    /**
     * Makes an adapter; the HTTP client comes to be with the first request, on a thread of ours.
     *
     * @param graph Graph's address and version, without a slash at the end
     */
    public GraphHttp(URI graph, Executor executor, InstantSource clock) {
        this.graph = graph;
        this.executor = executor;
        this.reader = new GraphReader(clock);
    }

    @Override
    public GraphAnswer subscribe(DriveTarget target, AccessToken token) throws InterruptedException {
        SocketIoRequest request = SocketIoRequest.of(graph, target, token);
        Optional<HttpProxy> proxy = HttpProxy.before(request.uri());
        try {
            HttpResponse<InputStream> response =
                    client().send(httpRequest(request, proxy), BodyHandlers.ofInputStream());
            // a proxy's refusal of a tunnel has no body, not even an empty one
            try (InputStream body = response.body()) {
                if (response.statusCode() == PROXY_AUTHENTICATION_REQUIRED) {
                    return proxy.map(one -> one.refusal(request.uri())).orElse(PROXY_UNKNOWN);
                }
                byte[] bytes = body.readNBytes(MAX_BODY);
                return reader.answer(response.statusCode(), response.headers(), bytes, token);
            }
        } catch (IOException failure) {
            String through = proxy.map(one -> " through the proxy " + one).orElse("");
            return new GraphFailure(
                    GraphProblem.UNREACHABLE, graph.getAuthority() + through + ": " + Causes.describe(failure));
        }
    }

    private HttpRequest httpRequest(SocketIoRequest request, Optional<HttpProxy> proxy) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .header("Authorization", "Bearer " + request.token().value())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .GET();
        proxy.flatMap(one -> one.authorization(request.uri()))
                .ifPresent(authorization -> builder.header("Proxy-Authorization", authorization));
        if ("http".equalsIgnoreCase(graph.getScheme())) {
            // an offer of h2c is an upgrade, which a socket.io server on the same port swallows without an answer
            builder.version(HttpClient.Version.HTTP_1_1);
        }
        return builder.build();
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(executor)
                    .build();
        }
        return client;
    }

    /** Ends the client where the JDK can (since 21). */
    @Override
    public synchronized void close() {
        if (client == null) {
            return;
        }
        try {
            Method shutdownNow = HttpClient.class.getMethod("shutdownNow");
            shutdownNow.invoke(client);
        } catch (ReflectiveOperationException olderJdk) {
            // its thread ends with the group that it was made in
        }
        client = null;
    }
}
