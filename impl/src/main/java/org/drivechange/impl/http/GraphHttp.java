// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
    private final RequestMonitor monitor;
    private final Map<Optional<HttpProxy>, HttpClient> clients = new HashMap<>();

    /**
     * Makes an adapter; the HTTP client comes to be with the first request, on a thread of ours.
     *
     * @param graph Graph's address and version, without a slash at the end
     */
    public GraphHttp(URI graph, Executor executor, InstantSource clock, RequestMonitor monitor) {
        this.graph = graph;
        this.executor = executor;
        this.reader = new GraphReader(clock);
        this.monitor = monitor;
    }

    /**
     * What came of a request.
     *
     * @param status empty when there was no answer
     */
    private record Exchange(OptionalInt status, GraphAnswer answer) {

        /** As long as nothing has come; when the thread is interrupted nothing will. */
        static final Exchange NOTHING_YET =
                new Exchange(OptionalInt.empty(), new GraphFailure(GraphProblem.ANSWER_LATE, ""));

        Optional<String> problem() {
            return answer instanceof GraphFailure failure
                    ? Optional.of(failure.problem().code())
                    : Optional.empty();
        }
    }

    @Override
    public GraphAnswer subscribe(DriveTarget target, AccessToken token) throws InterruptedException {
        RequestMonitor.Request request = monitor.begun(target);
        Exchange exchange = Exchange.NOTHING_YET;
        try {
            exchange = exchange(target, token);
            return exchange.answer();
        } finally {
            request.ended(exchange.status(), exchange.problem());
        }
    }

    private Exchange exchange(DriveTarget target, AccessToken token) throws InterruptedException {
        SocketIoRequest request = SocketIoRequest.of(graph, target, token);
        Optional<HttpProxy> proxy = HttpProxy.before(request.uri());
        try {
            HttpResponse<byte[]> response =
                    client(proxy).send(httpRequest(request, proxy), head -> new BoundedBody(MAX_BODY));
            GraphAnswer answer = response.statusCode() == PROXY_AUTHENTICATION_REQUIRED
                    ? proxy.map(one -> one.refusal(request.uri())).orElse(PROXY_UNKNOWN)
                    : reader.answer(response.statusCode(), response.headers(), response.body(), token);
            return new Exchange(OptionalInt.of(response.statusCode()), answer);
        } catch (IOException failure) {
            String through = proxy.map(one -> " through the proxy " + one).orElse("");
            return new Exchange(
                    OptionalInt.empty(),
                    new GraphFailure(
                            GraphProblem.UNREACHABLE,
                            graph.getAuthority() + through + ": " + Causes.describe(failure)));
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

    /** One for each proxy, so that none is shown another's password should the JDK's settings change in between. */
    private synchronized HttpClient client(Optional<HttpProxy> proxy) {
        return clients.computeIfAbsent(
                proxy,
                through -> HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .proxy(through.map(HttpProxy::selector).orElse(HttpClient.Builder.NO_PROXY))
                        .executor(executor)
                        .build());
    }

    /** Ends the clients where the JDK can (since 21); else their threads end with the group that they were made in. */
    @Override
    public synchronized void close() {
        try {
            Method shutdownNow = HttpClient.class.getMethod("shutdownNow");
            for (HttpClient client : clients.values()) {
                shutdownNow.invoke(client);
            }
        } catch (ReflectiveOperationException olderJdk) {
            // nothing more can be done
        }
        clients.clear();
    }
}
