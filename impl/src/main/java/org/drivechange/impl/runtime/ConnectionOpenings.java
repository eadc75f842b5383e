// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import org.drivechange.impl.concurrent.SessionExecutors;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.diagnostics.ErrorCode;

/**
 * Limits the WebSockets of each account that are being opened by calls that were given up: a WebSocket client that ignores
 * interrupts keeps its thread, which other accounts need for their requests to Graph as well.
 */
final class ConnectionOpenings {

    /** What is not overdue is limited by {@link ConnectLimiter}. */
    private static final AccountTaskLimiter.Bounds BOUNDS = new AccountTaskLimiter.Bounds(Integer.MAX_VALUE, 4);

    private final AccountTaskLimiter openings;

    ConnectionOpenings(SessionExecutors workers, AsynchronousLog log) {
        openings = new AccountTaskLimiter(BOUNDS, workers::block, ConnectionOpenings::problem, log);
    }

    /** Runs an opening, which may block, as soon as the account has a place. */
    Cancellable run(String account, Runnable opening) {
        return openings.run(account, opening);
    }

    private static String problem(String subject, int overdue, int waiting) {
        return ErrorCode.WEBSOCKET_CALLS_HANG.code() + " " + subject + ": " + overdue
                + " calls of the WebSocket client have not returned within drivechange.connect-timeout, ignore that their"
                + " thread is interrupted, and are still running; " + waiting + " more wait until fewer than "
                + BOUNDS.overdue() + " are running. Other accounts are not affected.";
    }
}
