// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.drivechange.impl.runtime.NodeQueue.Node;

/**
 * State of the calls of all accounts: waiting, submitted, running or overdue. A call is overdue if it was cancelled and has not
 * returned; it keeps its place. Each method is one transition.
 *
 * <p>Locking: thread-safe; the lock is a leaf, as no method calls foreign code.
 */
final class AccountCalls {

    private final int limit;

    /** Accounts with at least one call. */
    private final Map<String, Account> accounts = new HashMap<>();

    /**
     * Creates the state of one application.
     *
     * @param limit how many calls of an account may run at once
     */
    AccountCalls(int limit) {
        this.limit = limit;
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

        // guarded by the AccountCalls
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
        OVERDUE,
        COMPLETED
    }

    /** One call. */
    static final class Call {

        private final String account;
        private final Optional<Target> target;

        // guarded by the AccountCalls
        private final Node<Call> place = new Node<>(this);
        private Runnable work;
        private Stage stage = Stage.WAITING;
        private Future<?> thread;

        /**
         * Creates a waiting call.
         *
         * @param target counts the call while it is overdue
         */
        Call(String account, Optional<Target> target, Runnable work) {
            this.account = account;
            this.target = target;
            this.work = work;
        }

        String account() {
            return account;
        }
    }

    /** Numbers of an account's calls, for its warning. */
    record Numbers(int overdue, int waiting) {}

    synchronized void add(Call call) {
        accounts.computeIfAbsent(call.account(), any -> new Account()).waiting.addLast(call.place);
    }

    /** Adds a call that the caller submits, regardless of the limit. */
    synchronized void addSubmitted(Call call) {
        accounts.computeIfAbsent(call.account(), any -> new Account()).running++;
        call.stage = Stage.SUBMITTED;
    }

    /** Returns the next call to submit, null if none waits or no place is free. */
    synchronized Call next(String name) {
        Account account = accounts.get(name);
        if (account == null || account.running >= limit || account.waiting.isEmpty()) {
            return null;
        }
        Call next = account.waiting.removeFirst();
        next.stage = Stage.SUBMITTED;
        account.running++;
        return next;
    }

    /** Lets a call that could not be submitted wait in the first place. */
    synchronized void putBack(Call call) {
        if (call.stage == Stage.SUBMITTED) {
            Account account = accounts.get(call.account());
            account.running--;
            account.waiting.addFirst(call.place);
            call.stage = Stage.WAITING;
        }
    }

    /** Records the thread of a submitted call. Returns whether the call was cancelled and has to be interrupted. */
    synchronized boolean submitted(Call call, Future<?> thread) {
        call.thread = thread;
        return call.stage == Stage.OVERDUE;
    }

    /** Begins a call. Returns its work, null if it was cancelled. */
    synchronized Runnable begin(Call call) {
        if (call.stage != Stage.SUBMITTED) {
            return null;
        }
        call.stage = Stage.RUNNING;
        return call.work;
    }

    /** Releases the place of a call that has returned. */
    synchronized void complete(Call call) {
        release(call);
    }

    /** Returns the thread of a call, null if it is not known. */
    synchronized Future<?> thread(Call call) {
        return call.thread;
    }

    /**
     * Cancels a call.
     *
     * @param interrupt false for a call that is about to return
     * @return whether the call was waiting
     */
    synchronized boolean cancel(Call call, boolean interrupt) {
        Account account = accounts.get(call.account());
        if (call.stage == Stage.WAITING) {
            account.waiting.remove(call.place);
            end(call, account);
            return true;
        } else if (call.stage == Stage.SUBMITTED) {
            release(call);
        } else if (call.stage == Stage.RUNNING && interrupt) {
            account.overdue++;
            call.target.ifPresent(target -> target.overdue++);
            call.stage = Stage.OVERDUE;
        }
        return false;
    }

    /** Requires the lock. */
    private void release(Call call) {
        Account account = accounts.get(call.account());
        account.running--;
        if (call.stage == Stage.OVERDUE) {
            account.overdue--;
            call.target.ifPresent(target -> target.overdue--);
        }
        account.reported &= account.overdue > 0;
        end(call, account);
    }

    /** Requires the lock. */
    private void end(Call call, Account account) {
        call.stage = Stage.COMPLETED;
        // a session references the call until its next one, and the work may hold a credential
        call.work = null;
        if (account.running == 0 && account.waiting.isEmpty()) {
            accounts.remove(call.account());
        }
    }

    /** Returns whether a target or its account has this many overdue calls. */
    synchronized boolean hasOverdue(Target target, int ofTarget, int ofAccount) {
        Account account = accounts.get(target.account);
        return target.overdue >= ofTarget || (account != null && account.overdue >= ofAccount);
    }

    /**
     * Returns the numbers for the warning about an account with this many overdue calls. Null if there are fewer, or if the
     * warning was taken since the account had none.
     */
    synchronized Numbers takeWarning(String name, int overdue) {
        Account account = accounts.get(name);
        if (account == null || account.overdue < overdue || account.reported) {
            return null;
        }
        Numbers numbers = new Numbers(account.overdue, account.waiting.size());
        account.reported = true;
        return numbers;
    }
}
