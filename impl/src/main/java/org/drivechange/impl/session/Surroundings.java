// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import org.drivechange.impl.clock.SessionClock;
import org.drivechange.impl.concurrent.SessionExecutors;
import org.drivechange.impl.connection.WebSocketConnector;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.graph.SubscriptionClient;

/**
 * What all sessions of an application share.
 */
public record Surroundings(
        WebSocketConnector links,
        SubscriptionClient graph,
        TokenRequests tokens,
        SessionExecutors workers,
        SessionClock clock,
        Schedule schedule,
        AsynchronousLog log,
        LinkOpenings openings) {

    public Surroundings(
            WebSocketConnector links,
            SubscriptionClient graph,
            TokenRequests tokens,
            SessionExecutors workers,
            SessionClock clock,
            Schedule schedule,
            AsynchronousLog log) {
        this(links, graph, tokens, workers, clock, schedule, log, new LinkOpenings(workers, log));
    }
}
