// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.drivechange.impl.diagnostics.FailSafeLog;

/**
 * Limits the concurrent connection attempts of an application, fairly among accounts. Also passes a throttling of Graph on to
 * all sessions of the account. Accounts without sessions are removed.
 *
 * <p>Locking: the lock is a leaf. Callbacks run without holding it.
 */
public final class ConnectLimiter {

    private static final int ATTEMPTS_AT_ONCE = 32;

    // guarded by this
    private final Map<String, Queue> queues = new LinkedHashMap<>();
    private final Map<String, Instant> throttled = new HashMap<>();
    private final Map<String, Set<Consumer<Instant>>> members = new HashMap<>();
    private int granted;

    /** Attempts of one account. */
    private static final class Queue {

        private final Deque<Permit> waiting = new ArrayDeque<>();
        private int granted;
    }

    /** Permit of one attempt, granted or waiting. */
    final class Permit {

        private final String account;
        private final Runnable onGranted;
        private boolean isGranted;

        private Permit(String account, Runnable onGranted) {
            this.account = account;
            this.onGranted = onGranted;
        }

        /** Runs the callback again if the permit is granted. */
        void remind() {
            boolean repeat;
            synchronized (ConnectLimiter.this) {
                repeat = isGranted;
            }
            if (repeat) {
                onGranted.run();
            }
        }

        /** Releases the permit, granted or not. Must be called once. */
        void release() {
            leave(this);
            grantNext();
        }
    }

    /**
     * Requests a permit.
     *
     * @param onGranted callback for the granted permit; may run at once, on any thread
     */
    Permit request(String account, Runnable onGranted) {
        Permit permit = new Permit(account, onGranted);
        synchronized (this) {
            queues.computeIfAbsent(account, key -> new Queue()).waiting.add(permit);
        }
        grantNext();
        return permit;
    }

    private synchronized void leave(Permit permit) {
        Queue queue = queues.get(permit.account);
        if (permit.isGranted) {
            granted--;
            queue.granted--;
        } else {
            queue.waiting.remove(permit);
        }
        if (queue.granted == 0 && queue.waiting.isEmpty()) {
            queues.remove(permit.account);
        }
    }

    private void grantNext() {
        Permit next = next();
        if (next != null) {
            signal(next);
        }
    }

    /** Runs the callback of a permit. A callback that fails is repeated when the attempt requests a permit again. */
    private static void signal(Permit permit) {
        try {
            permit.onGranted.run();
        } catch (Throwable fault) {
            FailSafeLog.report(fault);
        }
    }

    /** Returns the first attempt of the account with the fewest permits; a slow account then delays only itself. */
    private synchronized Permit next() {
        if (granted == ATTEMPTS_AT_ONCE) {
            return null;
        }
        Queue fewest = null;
        for (Queue queue : queues.values()) {
            if (!queue.waiting.isEmpty() && (fewest == null || queue.granted < fewest.granted)) {
                fewest = queue;
            }
        }
        if (fewest == null) {
            return null;
        }
        Permit next = fewest.waiting.remove();
        next.isGranted = true;
        fewest.granted++;
        granted++;
        return next;
    }

    /** Registers a session for throttlings of the account, including a current one. */
    void join(String account, Consumer<Instant> session) {
        Instant until;
        synchronized (this) {
            members.computeIfAbsent(account, key -> new HashSet<>()).add(session);
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

    /** Passes a throttling by Graph on to the sessions of the account. */
    void throttle(String account, Instant until, Instant now) {
        List<Consumer<Instant>> all;
        synchronized (this) {
            throttled.values().removeIf(end -> !end.isAfter(now));
            throttled.merge(account, until, (first, second) -> first.isAfter(second) ? first : second);
            all = new ArrayList<>(members.getOrDefault(account, Set.of()));
        }
        all.forEach(session -> session.accept(until));
    }
}
