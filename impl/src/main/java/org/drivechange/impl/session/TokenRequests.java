// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.drivechange.impl.diagnostics.MessageLog;

/**
 * Limits the calls to the token provider for each account. A provider that does not return keeps its places until it does, and
 * takes no thread from other accounts. Further calls of the account wait without a thread.
 *
 * <p>Locking: the monitor is a leaf. Threads are asked for, and messages are logged, without it.
 */
public final class TokenRequests {

    private static final int CALLS_PER_ACCOUNT = 4;

    private final Tokens tokens;
    private final Workers workers;
    private final MessageLog log;

    /** Accounts with at least one call, guarded by this. */
    private final Map<String, Calls> accounts = new HashMap<>();

    /**
     * Creates the limit of one application.
     *
     * @param workers provide the threads
     */
    public TokenRequests(Tokens tokens, Workers workers, MessageLog log) {
        this.tokens = tokens;
        this.workers = workers;
        this.log = log;
    }

    /** One account's calls. */
    private static final class Calls {

        private final Deque<Call> waiting = new ArrayDeque<>();
        private int running;
        private int overdue;
        private boolean reported;
    }

    private enum Stage {
        WAITING,
        SUBMITTED,
        RUNNING,
        /** Given up, and still running. */
        OVERDUE,
        OVER
    }

    private final class Call implements UnderWay {

        private final String account;
        private final Runnable request;

        // guarded by TokenRequests.this
        private Stage stage = Stage.WAITING;
        private Future<?> thread;

        private Call(String account, Runnable request) {
            this.account = account;
            this.request = request;
        }

        private void run() {
            if (begins(this)) {
                try {
                    request.run();
                } finally {
                    over(this);
                }
            }
        }

        @Override
        public void cancel(boolean interrupt) {
            Future<?> running = giveUp(this);
            if (running != null) {
                running.cancel(interrupt);
            }
            startNext(account);
        }
    }

    /** Calls the provider as soon as the account has a place. */
    public UnderWay call(String account, Consumer<Tokens> request) {
        Call call = new Call(account, () -> request.accept(tokens));
        Optional<String> problem = add(call);
        startNext(account);
        problem.ifPresent(stuck -> log.log(Level.WARNING, stuck));
        return call;
    }

    /** The message to log where all of the account's places are taken by calls that have outlived their deadline. */
    private synchronized Optional<String> add(Call call) {
        Calls calls = accounts.computeIfAbsent(call.account, any -> new Calls());
        calls.waiting.add(call);
        boolean news = calls.overdue == CALLS_PER_ACCOUNT && !calls.reported;
        calls.reported |= news;
        return news ? Optional.of(problem(call.account, calls.waiting.size())) : Optional.empty();
    }

    private void startNext(String account) {
        Call next = next(account);
        if (next == null) {
            return;
        }
        Future<?> thread = null;
        try {
            thread = workers.call(next::run);
        } finally {
            started(next, thread);
        }
    }

    private synchronized Call next(String account) {
        Calls calls = accounts.get(account);
        if (calls == null || calls.running == CALLS_PER_ACCOUNT || calls.waiting.isEmpty()) {
            return null;
        }
        Call next = calls.waiting.remove();
        next.stage = Stage.SUBMITTED;
        calls.running++;
        return next;
    }

    /**
     * A call was handed over.
     *
     * @param thread null where there was no thread for it
     */
    private synchronized void started(Call call, Future<?> thread) {
        call.thread = thread;
        if (thread == null && call.stage != Stage.OVER) {
            leave(call);
        }
    }

    private synchronized boolean begins(Call call) {
        boolean wanted = call.stage == Stage.SUBMITTED;
        if (wanted) {
            call.stage = Stage.RUNNING;
        }
        return wanted;
    }

    private void over(Call call) {
        synchronized (this) {
            leave(call);
        }
        startNext(call.account);
    }

    /** Gives the place of a call back; under the lock. */
    private void leave(Call call) {
        Calls calls = accounts.get(call.account);
        calls.running--;
        calls.overdue -= call.stage == Stage.OVERDUE ? 1 : 0;
        calls.reported &= calls.overdue > 0;
        call.stage = Stage.OVER;
        forgetIdle(call.account, calls);
    }

    /** Returns what is to be cancelled, null for nothing. */
    private synchronized Future<?> giveUp(Call call) {
        Calls calls = accounts.get(call.account);
        if (call.stage == Stage.WAITING) {
            calls.waiting.remove(call);
            call.stage = Stage.OVER;
            forgetIdle(call.account, calls);
        } else if (call.stage == Stage.SUBMITTED) {
            leave(call);
        } else if (call.stage == Stage.RUNNING) {
            calls.overdue++;
            call.stage = Stage.OVERDUE;
        }
        return call.thread;
    }

    private void forgetIdle(String account, Calls calls) {
        if (calls.running == 0 && calls.waiting.isEmpty()) {
            accounts.remove(account);
        }
    }

    private static String problem(String account, int waiting) {
        return "DRC2014 " + (account.isEmpty() ? "The default account" : "Account \"" + account + "\"") + ": "
                + CALLS_PER_ACCOUNT + " calls for an access token have not returned within drivechange.connect-timeout"
                + " and are still running; " + waiting + " more wait until one of them returns."
                + " Other accounts are not affected.";
    }
}
