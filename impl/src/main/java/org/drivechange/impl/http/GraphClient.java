// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SocketIoRequest;
import org.drivechange.impl.graph.SubscriptionClient;
import org.drivechange.impl.graph.SubscriptionResult;
import org.drivechange.impl.graph.UserAgent;

/** Requests subscriptions from Graph over HTTP. Sends the token only to the configured host. */
public final class GraphClient implements SubscriptionClient {

    private static final GraphFailure PROXY_UNKNOWN =
            new GraphFailure(ErrorCode.PROXY_PASSWORD_MISSING, "none configured in the JDK's settings");

    private final URI graph;
    private final UserAgent userAgent;
    private final ProxyAwareHttpClient http;
    private final GraphResponseParser reader;
    private final RequestMonitor monitor;
    private final AtomicBoolean reported = new AtomicBoolean();

    /**
     * Creates a client.
     *
     * @param graph Graph's address and version, without a trailing slash
     */
    public GraphClient(
            URI graph, UserAgent userAgent, ProxyAwareHttpClient http, InstantSource clock, RequestMonitor monitor) {
        this.graph = graph;
        this.userAgent = userAgent;
        this.http = http;
        this.reader = new GraphResponseParser(clock, this::logOnce);
        this.monitor = monitor;
    }

    /**
     * Result of an HTTP exchange.
     *
     * @param status the HTTP status, empty without a response
     */
    private record Exchange(OptionalInt status, SubscriptionResult answer) {

        /** Initial value, which is kept if the thread is interrupted. */
        static final Exchange NO_RESPONSE =
                new Exchange(OptionalInt.empty(), new GraphFailure(ErrorCode.GRAPH_TIMEOUT, ""));

        Optional<String> errorCode() {
            return answer instanceof GraphFailure failure
                    ? Optional.of(failure.code().code())
                    : Optional.empty();
        }
    }

    @Override
    public SubscriptionResult subscribe(DriveTarget target, AccessToken token) throws InterruptedException {
        RequestMonitor.Request request = monitor.requestStarted(target);
        Exchange exchange = Exchange.NO_RESPONSE;
        try {
            exchange = exchange(target, token);
            return exchange.answer();
        } finally {
            request.completed(exchange.status(), exchange.errorCode());
        }
    }

    private Exchange exchange(DriveTarget target, AccessToken token) throws InterruptedException {
        SocketIoRequest request = SocketIoRequest.of(graph, target, token);
        String requestLine = "GET " + request.uri();
        FailSafeLog.log(Level.DEBUG, requestLine);
        Exchange exchange = exchange(request);
        return exchange.answer() instanceof GraphFailure failure
                ? new Exchange(exchange.status(), failure.of(requestLine))
                : exchange;
    }

    /** Sends a request. An incompatible library is reported as such, not as a failure of Graph. */
    private Exchange exchange(SocketIoRequest request) throws InterruptedException {
        try {
            return exchange(request, HttpProxy.before(request.uri()));
        } catch (LinkageError e) {
            String found = ErrorMessages.describe(e);
            return new Exchange(OptionalInt.empty(), new GraphFailure(ErrorCode.LIBRARY_UNUSABLE, found));
        }
    }

    private Exchange exchange(SocketIoRequest request, Optional<HttpProxy> proxy) throws InterruptedException {
        try {
            HttpResponse<byte[]> response = http.send(request.uri(), httpRequest(request), proxy);
            SubscriptionResult answer = response.statusCode() == HttpProxy.AUTHENTICATION_REQUIRED
                    ? proxy.map(used -> used.refusal(request.uri(), response.headers()))
                            .orElse(PROXY_UNKNOWN)
                    : reader.answer(response.statusCode(), response.headers(), response.body(), request.token());
            return new Exchange(OptionalInt.of(response.statusCode()), answer);
        } catch (IOException failure) {
            String found = RequestFailure.describe(failure, request.uri(), proxy);
            return new Exchange(OptionalInt.empty(), new GraphFailure(ErrorCode.GRAPH_UNREACHABLE, found));
        }
    }

    /** Logs a warning once, because Graph repeats the same value in each response. */
    private void logOnce(String line) {
        FailSafeLog.log(reported.compareAndSet(false, true) ? Level.WARNING : Level.DEBUG, line);
    }

    private HttpRequest.Builder httpRequest(SocketIoRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder()
                .header("Authorization", "Bearer " + request.token().value())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .GET();
        userAgent.header().ifPresent(value -> builder.header("User-Agent", value));
        return builder;
    }
}
