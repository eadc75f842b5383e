// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.runtime.NodeQueue.Node;

/**
 * Limits the concurrent calls of each account that may block and ignore interrupts. A cancelled call that does not return is
 * overdue: it keeps its place, and takes no thread from other accounts. Calls beyond the limit wait without a thread.
 *
 * <p>Locking: the monitor is a leaf. Calls are submitted, and messages logged, outside it.
 */
final class AccountCallLimiter {

    private final int limit;
    private final Threads threads;
    private final WarningText warningText;
    private final AsynchronousLog log;

    /** Accounts with at least one call, guarded by this. */
    private final Map<String, Account> accounts = new HashMap<>();

    /**
     * Creates the limiter of one application.
     *
     * @param limit how many calls of an account may run at once
     */
    AccountCallLimiter(int limit, Threads threads, WarningText warningText, AsynchronousLog log) {
        this.limit = limit;
        this.threads = threads;
        this.warningText = warningText;
        this.log = log;
    }

    /** Runs a call on a thread that may be blocked. */
    interface Threads {
        Future<?> run(Runnable call);
    }

    /** Formats the warning about an account with overdue calls. */
    interface WarningText {
        String describe(String subject, int overdue, int waiting);
    }

    /** Calls of one account. */
    private static final class Account {

        private final NodeQueue<Call> waiting = new NodeQueue<>();
        private int running;
        private int overdue;
        private boolean reported;
    }

    /** Overdue calls of one target. */
    static final class Target {

        private final String account;

        // guarded by the limiter
        private int overdue;

        Target(String account) {
            this.account = account;
        }

        String account() {
            return account;
        }
    }

    private enum Stage {
        WAITING,
        SUBMITTED,
        RUNNING,
        /** Cancelled, still running. */
        OVERDUE,
        OVER
    }

    private final class Call implements Cancellable {

        private final Target target;

        // guarded by the limiter
        private final Node<Call> place = new Node<>(this);
        private Runnable work;
        private Stage stage = Stage.WAITING;
        private Future<?> thread;

        private Call(Target target, Runnable work) {
            this.target = target;
            this.work = work;
        }

        private void run() {
            // no allocation between begin and try: a call that fails there would keep its place
            Runnable begun = begin(this);
            if (begun == null) {
                return;
            }
            try {
                begun.run();
            } finally {
                complete(this);
            }
        }

        @Override
        public void cancel(boolean interrupt) {
            boolean waited = cancelCall(this, interrupt);
            try {
                Future<?> running = thread(this);
                if (running != null) {
                    running.cancel(interrupt);
                }
            } finally {
                startNext(target.account);
            }
            if (waited) {
                // only now: most cancelled calls return as soon as they are interrupted
                warn(target.account, limit, 1);
            }
        }
    }

    /** Runs a call as soon as the account has a free place. */
    Cancellable run(Target target, Runnable work) {
        Call call = new Call(target, work);
        add(call);
        startNext(target.account);
        return call;
    }

    private synchronized void add(Call call) {
        accounts.computeIfAbsent(call.target.account, any -> new Account())
                .waiting
                .addLast(call.place);
    }

    /** Returns whether a target or its account has this many overdue calls. */
    synchronized boolean hasOverdue(Target target, int ofTarget, int ofAccount) {
        Account account = accounts.get(target.account);
        return target.overdue >= ofTarget || (account != null && account.overdue >= ofAccount);
    }

    /**
     * Logs a warning about an account with this many overdue calls. Once, until all of them have returned.
     *
     * @param more how many calls wait beside the queued ones
     */
    void warn(String account, int overdue, int more) {
        warning(account, overdue, more).ifPresent(message -> log.log(Level.WARNING, message));
    }

    private synchronized Optional<String> warning(String name, int overdue, int more) {
        Account account = accounts.get(name);
        if (account == null || account.overdue < overdue || account.reported) {
            return Optional.empty();
        }
        String message = warningText.describe(subject(name), account.overdue, account.waiting.size() + more);
        account.reported = true;
        return Optional.of(message);
    }

    /** Names an account at the beginning of a sentence. */
    private static String subject(String account) {
        return account.isEmpty() ? "The default account" : "Account \"" + account + "\"";
    }

    /** Starts waiting calls. Never throws, as a call may belong to another session. A call that cannot be submitted runs next. */
    private void startNext(String account) {
        Call next = null;
        try {
            for (next = next(account); next != null; next = next(account)) {
                started(next, threads.run(next::run));
            }
        } catch (Throwable e) {
            putBack(next);
            FailSafeLog.report(e);
        }
    }

    private synchronized void putBack(Call call) {
        if (call != null && call.stage == Stage.SUBMITTED) {
            Account account = accounts.get(call.target.account);
            account.running--;
            account.waiting.addFirst(call.place);
            call.stage = Stage.WAITING;
        }
    }

    private synchronized Call next(String name) {
        Account account = accounts.get(name);
        if (account == null || account.running >= limit || account.waiting.isEmpty()) {
            return null;
        }
        Call next = account.waiting.removeFirst();
        next.stage = Stage.SUBMITTED;
        account.running++;
        return next;
    }

    /** Records that a call was submitted. */
    private void started(Call call, Future<?> thread) {
        boolean overdue;
        synchronized (this) {
            call.thread = thread;
            overdue = call.stage == Stage.OVERDUE;
        }
        if (overdue) {
            // cancelled before its thread was known
            thread.cancel(true);
        }
    }

    /** Returns null if the call was cancelled. */
    private synchronized Runnable begin(Call call) {
        if (call.stage != Stage.SUBMITTED) {
            return null;
        }
        call.stage = Stage.RUNNING;
        return call.work;
    }

    private synchronized Future<?> thread(Call call) {
        return call.thread;
    }

    private void complete(Call call) {
        synchronized (this) {
            release(call);
        }
        startNext(call.target.account);
    }

    /** Releases the place of a call. Requires the lock. */
    private void release(Call call) {
        Account account = accounts.get(call.target.account);
        account.running--;
        if (call.stage == Stage.OVERDUE) {
            account.overdue--;
            call.target.overdue--;
        }
        account.reported &= account.overdue > 0;
        end(call, account);
    }

    /** Returns whether the call was waiting. */
    private synchronized boolean cancelCall(Call call, boolean interrupt) {
        Account account = accounts.get(call.target.account);
        if (call.stage == Stage.WAITING) {
            account.waiting.remove(call.place);
            end(call, account);
            return true;
        } else if (call.stage == Stage.SUBMITTED) {
            release(call);
        } else if (call.stage == Stage.RUNNING && interrupt) {
            // without an interrupt the call is about to return
            account.overdue++;
            call.target.overdue++;
            call.stage = Stage.OVERDUE;
        }
        return false;
    }

    /** Requires the lock. */
    private void end(Call call, Account account) {
        call.stage = Stage.OVER;
        // a session references the call until its next one, and the work may hold a credential
        call.work = null;
        if (account.running == 0 && account.waiting.isEmpty()) {
            accounts.remove(call.target.account);
        }
    }
}
