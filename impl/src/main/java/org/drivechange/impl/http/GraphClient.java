// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SocketIoRequest;
import org.drivechange.impl.graph.SubscriptionClient;
import org.drivechange.impl.graph.SubscriptionResult;
import org.drivechange.impl.graph.UserAgent;

/** Requests subscriptions from Graph over HTTP. Sends the token only to the configured host. */
public final class GraphClient implements SubscriptionClient {

    private final URI graph;
    private final GraphExchange exchange;
    private final GraphResponseParser reader;
    private final AtomicBoolean reported = new AtomicBoolean();

    /**
     * Creates a client.
     *
     * @param graph Graph's address and version, without a trailing slash
     */
    public GraphClient(
            URI graph, UserAgent userAgent, ProxyAwareHttpClient http, InstantSource clock, RequestMonitor monitor) {
        this.graph = graph;
        this.exchange = new GraphExchange(userAgent, http, monitor);
        this.reader = new GraphResponseParser(clock, this::logOnce);
    }

    @Override
    public SubscriptionResult subscribe(DriveTarget target, AccessToken token) throws InterruptedException {
        URI uri = SocketIoRequest.of(graph, target, token).uri();
        GraphRequest request = new GraphRequest(RequestKind.SOCKET_IO, target, uri, uri.toString(), token, List.of());
        GraphAnswer<SubscriptionResult> answer = exchange.send(
                request,
                ProxyAwareHttpClient::shortBody,
                (status, headers, body) -> answer(reader.answer(status, headers, body, token)));
        return answer.map(result -> result, failure -> failure);
    }

    private static GraphAnswer<SubscriptionResult> answer(SubscriptionResult result) {
        return result instanceof GraphFailure failure
                ? new GraphAnswer.Failed<>(failure)
                : new GraphAnswer.Received<>(result);
    }

    /** Logs a warning once, because Graph repeats the same value in each response. */
    private void logOnce(String line) {
        FailSafeLog.log(reported.compareAndSet(false, true) ? Level.WARNING : Level.DEBUG, line);
    }
}
