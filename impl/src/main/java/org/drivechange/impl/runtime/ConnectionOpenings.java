// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.diagnostics.ErrorCode;

/**
 * Limits the calls of the WebSocket client that were cancelled and have not returned: a client that ignores interrupts keeps a
 * thread for each. A call beyond the limit is rejected at once, so that it does not hold a connect permit meanwhile.
 *
 * <p>Locking: the monitor is a leaf. Calls are submitted, and messages logged, outside it.
 */
public final class ConnectionOpenings {

    /** A silent host affects only its own target. */
    private static final int OVERDUE_PER_TARGET = 2;

    private static final int OVERDUE_PER_ACCOUNT = 16;

    private final AccountTaskLimiter.Threads threads;
    private final AsynchronousLog log;

    /** Accounts with at least one call, guarded by this. */
    private final Map<String, Account> accounts = new HashMap<>();

    ConnectionOpenings(AccountTaskLimiter.Threads threads, AsynchronousLog log) {
        this.threads = threads;
        this.log = log;
    }

    private static final class Account {

        private int running;
        private int overdue;
        private boolean reported;
    }

    private enum Stage {
        SUBMITTED,
        RUNNING,
        /** Cancelled, still running. */
        OVERDUE,
        OVER
    }

    /** Calls of one session. */
    final class Target {

        private final String account;

        // guarded by ConnectionOpenings.this
        private int overdue;

        private Target(String account) {
            this.account = account;
        }

        /**
         * Calls the WebSocket client.
         *
         * @param connect may block
         * @return empty if too many calls have not returned; then nothing runs
         */
        Optional<Cancellable> open(Runnable connect) {
            Opening opening = new Opening(this, connect);
            Optional<Cancellable> admitted = Optional.of(opening);
            if (!admit(opening)) {
                report(account).ifPresent(message -> log.log(Level.WARNING, message));
                return Optional.empty();
            }
            boolean started = false;
            try {
                started(opening, threads.run(opening::run));
                started = true;
            } finally {
                if (!started) {
                    cancelOpening(opening, false);
                }
            }
            return admitted;
        }
    }

    /** One call of the WebSocket client. */
    private final class Opening implements Cancellable {

        private final Target target;

        // guarded by ConnectionOpenings.this
        private Runnable connect;
        private Stage stage = Stage.SUBMITTED;
        private boolean interrupt;
        private Future<?> thread;

        private Opening(Target target, Runnable connect) {
            this.target = target;
            this.connect = connect;
        }

        private void run() {
            Runnable call = begin(this);
            if (call == null) {
                return;
            }
            try {
                call.run();
            } finally {
                leave(this);
            }
        }

        @Override
        public void cancel(boolean interruptCall) {
            Future<?> running = cancelOpening(this, interruptCall);
            if (running != null) {
                running.cancel(interruptCall);
            }
        }
    }

    /** Creates the limit of one session. */
    Target target(String account) {
        return new Target(account);
    }

    private synchronized boolean admit(Opening opening) {
        Target target = opening.target;
        Account account = accounts.get(target.account);
        if (target.overdue >= OVERDUE_PER_TARGET || (account != null && account.overdue >= OVERDUE_PER_ACCOUNT)) {
            return false;
        }
        accounts.computeIfAbsent(target.account, any -> new Account()).running++;
        return true;
    }

    /** Returns the warning about a rejected call. Once, until all overdue calls of the account have returned. */
    private synchronized Optional<String> report(String name) {
        Account account = accounts.get(name);
        if (account == null || account.reported) {
            return Optional.empty();
        }
        String message =
                ErrorCode.WEBSOCKET_CALLS_HANG.message(AccountTaskLimiter.subject(name) + ": " + account.overdue
                        + " calls of the WebSocket client have not returned within drivechange.connect-timeout, although their threads"
                        + " were interrupted. DriveChange opens no connection of a target with " + OVERDUE_PER_TARGET
                        + " such calls, and none of an account with " + OVERDUE_PER_ACCOUNT
                        + ", until a call returns. Other accounts are not affected.");
        account.reported = true;
        return Optional.of(message);
    }

    private void started(Opening opening, Future<?> thread) {
        boolean interrupt;
        synchronized (this) {
            opening.thread = thread;
            interrupt = opening.interrupt && opening.stage == Stage.OVERDUE;
        }
        if (interrupt) {
            // cancelled before its thread was known
            thread.cancel(true);
        }
    }

    /** Returns null if the call was cancelled. */
    private synchronized Runnable begin(Opening opening) {
        if (opening.stage != Stage.SUBMITTED) {
            return null;
        }
        opening.stage = Stage.RUNNING;
        return opening.connect;
    }

    /** Returns the thread to cancel, null if it is not known yet. */
    private synchronized Future<?> cancelOpening(Opening opening, boolean interrupt) {
        if (opening.stage == Stage.SUBMITTED) {
            leave(opening);
        } else if (opening.stage == Stage.RUNNING && interrupt) {
            // without an interrupt the connection is open, and the call about to return
            opening.stage = Stage.OVERDUE;
            opening.interrupt = true;
            opening.target.overdue++;
            accounts.get(opening.target.account).overdue++;
        }
        return opening.thread;
    }

    private synchronized void leave(Opening opening) {
        Account account = accounts.get(opening.target.account);
        account.running--;
        if (opening.stage == Stage.OVERDUE) {
            account.overdue--;
            opening.target.overdue--;
        }
        account.reported &= account.overdue > 0;
        opening.stage = Stage.OVER;
        // a session references the opening until its next one, and the URL holds a credential
        opening.connect = null;
        if (account.running == 0) {
            accounts.remove(opening.target.account);
        }
    }
}
