// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import org.drivechange.impl.clock.SessionClock;
import org.drivechange.impl.concurrent.SessionExecutors;
import org.drivechange.impl.connection.WebSocketConnector;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.graph.SubscriptionClient;

/** Components shared by all sessions of an application. */
public final class SessionEnvironment {

    private final WebSocketConnector connector;
    private final SubscriptionClient graph;
    private final TokenRequestLimiter tokens;
    private final SessionExecutors executors;
    private final SessionClock clock;
    private final ConnectLimiter connectLimiter;
    private final AsynchronousLog log;
    private final WebSocketCallLimiter webSocketCalls;

    public SessionEnvironment(
            WebSocketConnector connector,
            SubscriptionClient graph,
            TokenRequestLimiter tokens,
            SessionExecutors executors,
            SessionClock clock,
            ConnectLimiter connectLimiter,
            AsynchronousLog log) {
        this.connector = connector;
        this.graph = graph;
        this.tokens = tokens;
        this.executors = executors;
        this.clock = clock;
        this.connectLimiter = connectLimiter;
        this.log = log;
        this.webSocketCalls = new WebSocketCallLimiter(executors::connect, log);
    }

    WebSocketConnector connector() {
        return connector;
    }

    SubscriptionClient graph() {
        return graph;
    }

    public TokenRequestLimiter tokens() {
        return tokens;
    }

    public SessionExecutors executors() {
        return executors;
    }

    public SessionClock clock() {
        return clock;
    }

    public ConnectLimiter connectLimiter() {
        return connectLimiter;
    }

    public AsynchronousLog log() {
        return log;
    }

    WebSocketCallLimiter webSocketCalls() {
        return webSocketCalls;
    }
}
