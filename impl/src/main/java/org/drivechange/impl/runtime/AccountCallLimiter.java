// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Future;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.runtime.AccountCalls.Call;
import org.drivechange.impl.runtime.AccountCalls.Numbers;
import org.drivechange.impl.runtime.AccountCalls.Target;

/**
 * Limits the concurrent calls of each account that may block and ignore interrupts. An overdue call keeps its place, and takes no
 * thread from other accounts. Calls beyond the limit wait without a thread.
 *
 * <p>Locking: {@link AccountCalls} has the lock. Calls are submitted, and messages logged, without it.
 */
final class AccountCallLimiter {

    private final int limit;
    private final AccountCalls calls;
    private final Threads threads;
    private final WarningText warningText;
    private final AsynchronousLog log;

    /**
     * Creates the limiter of one application.
     *
     * @param limit how many calls of an account may run at once
     */
    AccountCallLimiter(int limit, Threads threads, WarningText warningText, AsynchronousLog log) {
        this.limit = limit;
        this.calls = new AccountCalls(limit);
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

    /** Runs a call as soon as the account has a free place. */
    Cancellable run(String account, Runnable work) {
        Call call = new Call(account, Optional.empty(), work);
        Cancellable handle = interrupt -> cancel(call, interrupt);
        calls.add(call);
        startNext(call.account());
        return handle;
    }

    /** Runs a target's call at once, regardless of the limit. Throws what the threads throw if it cannot be submitted. */
    Cancellable runNow(Target target, Runnable work) {
        Call call = new Call(target.account(), Optional.of(target), work);
        Cancellable handle = interrupt -> cancel(call, interrupt);
        calls.addSubmitted(call);
        boolean submitted = false;
        try {
            submit(call);
            submitted = true;
        } finally {
            if (!submitted) {
                calls.cancel(call, false);
            }
        }
        return handle;
    }

    /** Returns whether a target or its account has this many overdue calls. */
    boolean hasOverdue(Target target, int ofTarget, int ofAccount) {
        return calls.hasOverdue(target, ofTarget, ofAccount);
    }

    /**
     * Logs a warning about an account with this many overdue calls. Once, until all of them have returned.
     *
     * @param more how many calls wait beside the queued ones
     */
    void warnIfOverdue(String account, int overdue, int more) {
        Numbers numbers = calls.takeWarning(account, overdue);
        if (numbers != null) {
            log.log(Level.WARNING, warningText.describe(subject(account), numbers.overdue(), numbers.waiting() + more));
        }
    }

    /** Names an account at the beginning of a sentence. */
    private static String subject(String account) {
        return account.isEmpty() ? "The default account" : "Account \"" + account + "\"";
    }

    /** Starts waiting calls. Never throws, as a call may belong to another session. A call that cannot be submitted runs next. */
    private void startNext(String account) {
        Call next = null;
        try {
            for (next = calls.next(account); next != null; next = calls.next(account)) {
                submit(next);
            }
        } catch (Throwable e) {
            if (next != null) {
                calls.putBack(next);
            }
            FailSafeLog.report(e);
        }
    }

    private void submit(Call call) {
        Future<?> thread = threads.run(() -> execute(call));
        if (calls.submitted(call, thread)) {
            // cancelled before its thread was known
            thread.cancel(true);
        }
    }

    private void execute(Call call) {
        // no allocation between begin and try: a call that fails there would keep its place
        Runnable begun = calls.begin(call);
        if (begun == null) {
            return;
        }
        try {
            begun.run();
        } finally {
            calls.complete(call);
            startNext(call.account());
        }
    }

    private void cancel(Call call, boolean interrupt) {
        boolean waited = calls.cancel(call, interrupt);
        try {
            Future<?> thread = calls.thread(call);
            if (thread != null) {
                thread.cancel(interrupt);
            }
        } finally {
            startNext(call.account());
        }
        if (waited) {
            // only now: most cancelled calls return as soon as they are interrupted
            warnIfOverdue(call.account(), limit, 1);
        }
    }
}
