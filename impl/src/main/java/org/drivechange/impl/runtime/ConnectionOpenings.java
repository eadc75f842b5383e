// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.drivechange.impl.concurrent.SessionExecutors;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.diagnostics.ErrorCode;

/**
 * Limits the calls of the WebSocket client that were given up and have not returned: a client that ignores interrupts keeps a
 * thread for each. A call beyond the limit is refused at once, so that it does not wait with a permit that other accounts need.
 *
 * <p>Locking: the monitor is a leaf. Threads are asked for, and messages are logged, without it.
 */
public final class ConnectionOpenings {

    /** A host that never answers costs its own target only. */
    private static final int OVERDUE_PER_TARGET = 2;

    private static final int OVERDUE_PER_ACCOUNT = 16;

    private final SessionExecutors executors;
    private final AsynchronousLog log;

    /** Accounts with at least one call, guarded by this. */
    private final Map<String, Account> accounts = new HashMap<>();

    public ConnectionOpenings(SessionExecutors executors, AsynchronousLog log) {
        this.executors = executors;
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
        /** Given up, and still running. */
        OVERDUE,
        OVER
    }

    /** The calls of one session. */
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
                started(opening, executors.connect(opening::run));
                started = true;
            } finally {
                if (!started) {
                    giveUp(opening, false);
                }
            }
            return admitted;
        }
    }

    /** One call of the WebSocket client. */
    private final class Opening implements Cancellable {

        private final Target target;
        private final Runnable connect;

        // guarded by ConnectionOpenings.this
        private Stage stage = Stage.SUBMITTED;
        private boolean interrupt;
        private Future<?> thread;

        private Opening(Target target, Runnable connect) {
            this.target = target;
            this.connect = connect;
        }

        private void run() {
            if (!begin(this)) {
                return;
            }
            try {
                connect.run();
            } finally {
                leave(this);
            }
        }

        @Override
        public void cancel(boolean interruptCall) {
            Future<?> running = giveUp(this, interruptCall);
            if (running != null) {
                running.cancel(interruptCall);
            }
        }
    }

    /** The calls of a session with this account. */
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

    /** The message to log when a call is refused; once, until all calls of the account have returned. */
    private synchronized Optional<String> report(String name) {
        Account account = accounts.get(name);
        if (account == null || account.reported) {
            return Optional.empty();
        }
        String subject = name.isEmpty() ? "The default account" : "Account \"" + name + "\"";
        String message = ErrorCode.WEBSOCKET_CALLS_HANG.code() + " " + subject + ": " + account.overdue
                + " calls of the WebSocket client have not returned within drivechange.connect-timeout, although their threads"
                + " were interrupted. DriveChange opens no connection of a target with " + OVERDUE_PER_TARGET
                + " such calls, and none of an account with " + OVERDUE_PER_ACCOUNT
                + ", until a call returns. Other accounts are not affected.";
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
            // it was given up before it was known which thread runs it
            thread.cancel(true);
        }
    }

    private synchronized boolean begin(Opening opening) {
        boolean wanted = opening.stage == Stage.SUBMITTED;
        if (wanted) {
            opening.stage = Stage.RUNNING;
        }
        return wanted;
    }

    /** Returns the thread to cancel, null if it is not known yet. */
    private synchronized Future<?> giveUp(Opening opening, boolean interrupt) {
        if (opening.stage == Stage.SUBMITTED) {
            leave(opening);
        } else if (opening.stage == Stage.RUNNING) {
            opening.stage = Stage.OVERDUE;
            opening.interrupt = interrupt;
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
        if (account.running == 0) {
            accounts.remove(opening.target.account);
        }
    }
}
