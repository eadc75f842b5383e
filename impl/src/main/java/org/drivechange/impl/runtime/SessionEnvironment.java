// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import org.drivechange.impl.clock.SessionClock;
import org.drivechange.impl.concurrent.SessionExecutors;
import org.drivechange.impl.connection.WebSocketConnector;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.graph.SubscriptionClient;

/** Components shared by all sessions of an application. */
public record SessionEnvironment(
        WebSocketConnector connector,
        SubscriptionClient graph,
        TokenRequestLimiter tokens,
        SessionExecutors workers,
        SessionClock clock,
        ConnectLimiter connectLimiter,
        AsynchronousLog log,
        WebSocketCallLimiter webSocketCalls) {

    public SessionEnvironment(
            WebSocketConnector connector,
            SubscriptionClient graph,
            TokenRequestLimiter tokens,
            SessionExecutors workers,
            SessionClock clock,
            ConnectLimiter connectLimiter,
            AsynchronousLog log) {
        this(
                connector,
                graph,
                tokens,
                workers,
                clock,
                connectLimiter,
                log,
                new WebSocketCallLimiter(workers::connect, log));
    }
}
