// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import org.drivechange.impl.diagnostics.MessageLog;

/**
 * What all sessions of an application share.
 */
public record Surroundings(
        Links links,
        Graph graph,
        TokenRequests tokens,
        Workers workers,
        SessionClock clock,
        Schedule schedule,
        MessageLog log,
        LinkOpenings openings) {

    public Surroundings(
            Links links,
            Graph graph,
            TokenRequests tokens,
            Workers workers,
            SessionClock clock,
            Schedule schedule,
            MessageLog log) {
        this(links, graph, tokens, workers, clock, schedule, log, new LinkOpenings(workers, log));
    }
}
