// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.runtime.AccountCalls.Target;

/**
 * Rejects calls of the WebSocket client while earlier ones are overdue: a client that ignores interrupts keeps a thread for
 * each. A rejected call holds no connect permit meanwhile.
 */
final class WebSocketCallLimiter {

    /** A silent host affects only its own target. */
    private static final int OVERDUE_PER_TARGET = 2;

    private static final int OVERDUE_PER_ACCOUNT = 16;

    private final AccountCallLimiter calls;

    /**
     * Creates the limiter of one application.
     *
     * @param threads source of threads
     */
    WebSocketCallLimiter(AccountCallLimiter.Threads threads, AsynchronousLog log) {
        this.calls = new AccountCallLimiter(
                Integer.MAX_VALUE, threads, (subject, overdue, waiting) -> warning(subject, overdue), log);
    }

    /** Creates the limit of one session. */
    Calls target(String account) {
        return new Calls(new Target(account));
    }

    /** Calls of one session. */
    final class Calls {

        private final Target target;

        private Calls(Target target) {
            this.target = target;
        }

        /** Returns whether a call would be rejected now because too many have not returned. */
        boolean isRejected() {
            return calls.hasOverdue(target, OVERDUE_PER_TARGET, OVERDUE_PER_ACCOUNT);
        }

        /** Logs that calls are rejected, once until all overdue calls of the account have returned. */
        void warn() {
            calls.warnIfOverdue(target.account(), 1, 0);
        }

        /** Calls the WebSocket client. Check {@link #isRejected} first. Throws if there is no thread for the call. */
        Cancellable run(Runnable connect) {
            return calls.runNow(target, connect);
        }
    }

    private static String warning(String subject, int overdue) {
        return ErrorCode.WEBSOCKET_CALLS_HANG.message(subject + ": " + overdue
                + " calls of the WebSocket client have not returned within drivechange.connect-timeout, although their threads"
                + " were interrupted. DriveChange opens no connection of a target with " + OVERDUE_PER_TARGET
                + " such calls, and none of an account with " + OVERDUE_PER_ACCOUNT
                + ", until a call returns. Other accounts are not affected.");
    }
}
