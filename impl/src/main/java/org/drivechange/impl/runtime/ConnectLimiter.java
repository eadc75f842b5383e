// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.drivechange.impl.diagnostics.FailSafeLog;

/**
 * Keeps the sessions of an application from coming as a wave: limits the attempts at once, fairly among accounts, and passes
 * on to all sessions of an account that Graph throttles one of them. Accounts without sessions are forgotten.
 *
 * <p>Locking: the monitor is a leaf. Callbacks run without it.
 */
public final class ConnectLimiter {

    private static final int ATTEMPTS_AT_ONCE = 32;

    // guarded by this
    private final Map<String, AccountQueue> queues = new LinkedHashMap<>();
    private final Map<String, Instant> throttled = new HashMap<>();
    private final Map<String, Set<Consumer<Instant>>> members = new HashMap<>();
    private int taken;

    /** One account's attempts. */
    private static final class AccountQueue {

        // linked, as an array that cannot grow for want of memory loses what it holds
        private final Queue<Permit> waiting = new ConcurrentLinkedQueue<>();
        private final Queue<Permit> renewals = new ConcurrentLinkedQueue<>();
        private int taken;

        private boolean isIdle() {
            return waiting.isEmpty() && renewals.isEmpty();
        }
    }

    /** One attempt's place. */
    final class Permit {

        private final String account;
        private final Runnable came;
        private boolean given;

        private Permit(String account, Runnable came) {
            this.account = account;
            this.came = came;
        }

        /** Runs the callback again if the place was given. */
        void remind() {
            boolean again;
            synchronized (ConnectLimiter.this) {
                again = given;
            }
            if (again) {
                came.run();
            }
        }

        /** Gives the place up, whether it has come or not. Once. */
        void release() {
            leave(this);
            give();
        }
    }

    /**
     * Asks for a place.
     *
     * @param renewal whether the session is open; then it precedes those of its account that are not, as its subscription ends
     * @param came runs when the place is there, perhaps at once, on whichever thread
     */
    Permit request(String account, boolean renewal, Runnable came) {
        Permit turn = new Permit(account, came);
        synchronized (this) {
            AccountQueue queue = queues.computeIfAbsent(account, any -> new AccountQueue());
            (renewal ? queue.renewals : queue.waiting).add(turn);
        }
        give();
        return turn;
    }

    private synchronized void leave(Permit turn) {
        AccountQueue queue = queues.get(turn.account);
        if (turn.given) {
            taken--;
            queue.taken--;
        } else {
            queue.waiting.remove(turn);
            queue.renewals.remove(turn);
        }
        if (queue.taken == 0 && queue.isIdle()) {
            queues.remove(turn.account);
        }
    }

    private void give() {
        Permit next = next();
        if (next != null) {
            signal(next);
        }
    }

    /** A signal that fails comes again when the attempt asks again. */
    private static void signal(Permit turn) {
        try {
            turn.came.run();
        } catch (Throwable fault) {
            FailSafeLog.report(fault);
        }
    }

    /** The first attempt of the account that has the fewest places, so that an account that is slow holds up itself only. */
    private synchronized Permit next() {
        if (taken == ATTEMPTS_AT_ONCE) {
            return null;
        }
        AccountQueue fewest = null;
        for (AccountQueue queue : queues.values()) {
            if (!queue.isIdle() && (fewest == null || queue.taken < fewest.taken)) {
                fewest = queue;
            }
        }
        if (fewest == null) {
            return null;
        }
        Permit next = fewest.renewals.isEmpty() ? fewest.waiting.remove() : fewest.renewals.remove();
        next.given = true;
        fewest.taken++;
        taken++;
        return next;
    }

    /** Passes throttlings of the account on to a session, from now on and one that holds already. */
    void join(String account, Consumer<Instant> session) {
        Instant until;
        synchronized (this) {
            members.computeIfAbsent(account, any -> new HashSet<>()).add(session);
            until = throttled.get(account);
        }
        if (until != null) {
            session.accept(until);
        }
    }

    synchronized void leave(String account, Consumer<Instant> session) {
        Set<Consumer<Instant>> all = members.get(account);
        if (all != null && all.remove(session) && all.isEmpty()) {
            members.remove(account);
        }
    }

    /** Graph asks the account to slow down. */
    void throttle(String account, Instant until, Instant now) {
        List<Consumer<Instant>> all;
        synchronized (this) {
            throttled.values().removeIf(over -> !over.isAfter(now));
            throttled.merge(account, until, (one, other) -> one.isAfter(other) ? one : other);
            all = new ArrayList<>(members.getOrDefault(account, Set.of()));
        }
        all.forEach(session -> session.accept(until));
    }
}
