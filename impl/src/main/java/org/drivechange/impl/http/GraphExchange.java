// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.UserAgent;

/** Exchanges requests and responses with Graph. Failures of network, proxy and deployment are results, too. */
final class GraphExchange {

    private static final GraphFailure PROXY_UNKNOWN =
            new GraphFailure(ErrorCode.PROXY_PASSWORD_MISSING, "none configured in the JDK's settings");

    private final UserAgent userAgent;
    private final ProxyAwareHttpClient http;
    private final RequestMonitor monitor;

    GraphExchange(UserAgent userAgent, ProxyAwareHttpClient http, RequestMonitor monitor) {
        this.userAgent = userAgent;
        this.http = http;
        this.monitor = monitor;
    }

    /** Parses the responses of one kind of request. */
    @FunctionalInterface
    interface Parser<B, T> {

        /**
         * Parses a response. The body may still be received.
         *
         * @throws IOException if the body ended early
         */
        GraphAnswer<T> parse(int status, HttpHeaders headers, B body) throws IOException, InterruptedException;

        /** Called instead for a response of a proxy. */
        default void discard(B body) {}

        /**
         * Called instead for a response whose body ended early.
         *
         * @param failure the failure of the network
         */
        default GraphAnswer<T> cutOff(int status, HttpHeaders headers, GraphFailure failure) {
            return new GraphAnswer.Failed<>(failure);
        }
    }

    /**
     * Result of an HTTP exchange.
     *
     * @param status the HTTP status, empty without a response
     */
    private record Exchange<T>(OptionalInt status, GraphAnswer<T> answer) {

        static <T> Exchange<T> failed(ErrorCode code, String detail) {
            return new Exchange<>(OptionalInt.empty(), new GraphAnswer.Failed<>(new GraphFailure(code, detail)));
        }

        /** Returns this exchange with the request in the detail of its failure. */
        Exchange<T> of(GraphRequest request) {
            return answer.map(
                    value -> this,
                    failure -> new Exchange<>(status, new GraphAnswer.Failed<>(failure.of(request.line()))));
        }
    }

    /** Sends a request. Blocks until there is a result. */
    <B, T> GraphAnswer<T> send(GraphRequest request, BodyHandler<B> body, Parser<B, T> parser)
            throws InterruptedException {
        RequestMonitor.Request monitored = monitor.requestStarted(request.kind(), request.target());
        // kept if the thread is interrupted
        Exchange<T> exchange = Exchange.failed(ErrorCode.GRAPH_TIMEOUT, "");
        try {
            FailSafeLog.log(Level.DEBUG, request.line());
            exchange = linked(request, body, parser).of(request);
            return exchange.answer();
        } finally {
            monitored.completed(
                    exchange.status(),
                    exchange.answer().problem().map(failure -> failure.code().code()));
        }
    }

    /** Sends a request. An incompatible library is reported as such, not as a failure of Graph. */
    private <B, T> Exchange<T> linked(GraphRequest request, BodyHandler<B> body, Parser<B, T> parser)
            throws InterruptedException {
        try {
            return exchange(request, body, parser, HttpProxy.before(request.uri()));
        } catch (LinkageError e) {
            return Exchange.failed(ErrorCode.LIBRARY_UNUSABLE, ErrorMessages.describe(e));
        }
    }

    private <B, T> Exchange<T> exchange(
            GraphRequest request, BodyHandler<B> body, Parser<B, T> parser, Optional<HttpProxy> proxy)
            throws InterruptedException {
        AtomicReference<ResponseInfo> head = new AtomicReference<>();
        try {
            BodyHandler<B> handler = received -> {
                head.set(received);
                return body.apply(received);
            };
            return http.exchange(
                    request.uri(),
                    request.builder(userAgent),
                    proxy,
                    handler,
                    response -> new Exchange<>(
                            OptionalInt.of(response.statusCode()), answer(request, response, parser, proxy)));
        } catch (IOException e) {
            GraphFailure failure =
                    new GraphFailure(ErrorCode.GRAPH_UNREACHABLE, RequestFailure.describe(e, request.uri(), proxy));
            return cutOff(head.get(), parser, failure);
        }
    }

    private static <B, T> GraphAnswer<T> answer(
            GraphRequest request, HttpResponse<B> response, Parser<B, T> parser, Optional<HttpProxy> proxy)
            throws IOException, InterruptedException {
        if (response.statusCode() != HttpProxy.AUTHENTICATION_REQUIRED) {
            return parser.parse(response.statusCode(), response.headers(), response.body());
        }
        parser.discard(response.body());
        return new GraphAnswer.Failed<>(proxy.map(used -> used.refusal(request.uri(), response.headers()))
                .orElse(PROXY_UNKNOWN));
    }

    /**
     * Returns the result of an exchange without a complete response.
     *
     * @param head status and headers, null if they were not received
     */
    private static <T> Exchange<T> cutOff(ResponseInfo head, Parser<?, T> parser, GraphFailure failure) {
        return head == null
                ? new Exchange<>(OptionalInt.empty(), new GraphAnswer.Failed<>(failure))
                : new Exchange<>(
                        OptionalInt.of(head.statusCode()), parser.cutOff(head.statusCode(), head.headers(), failure));
    }
}
