// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import org.drivechange.impl.concurrent.SessionExecutors;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.diagnostics.ErrorCode;

/**
 * Limits the timed-out openings of WebSockets of each account that still run. A WebSocket client that ignores interrupts keeps
 * its thread, which other accounts also need for requests to Graph.
 */
final class ConnectionOpenings {

    /** Limits overdue openings only; {@link ConnectLimiter} limits the others. */
    private static final AccountTaskLimiter.Bounds BOUNDS = new AccountTaskLimiter.Bounds(Integer.MAX_VALUE, 4);

    private final AccountTaskLimiter openings;

    ConnectionOpenings(SessionExecutors workers, AsynchronousLog log) {
        openings = new AccountTaskLimiter(BOUNDS, workers::block, ConnectionOpenings::problem, log);
    }

    /** Opens a connection as soon as the account has a free place. The task may block. */
    Cancellable run(String account, Runnable opening) {
        return openings.run(account, opening);
    }

    private static String problem(String subject, int overdue, int waiting) {
        return ErrorCode.WEBSOCKET_CALLS_HANG.code() + " " + subject + ": " + overdue
                + " calls of the WebSocket client have not returned within drivechange.connect-timeout, ignored the"
                + " interrupt and are still running; " + waiting + " more wait until fewer than "
                + BOUNDS.overdue() + " are running. Other accounts are not affected.";
    }
}
