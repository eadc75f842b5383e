// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.runtime.NodeQueue.Node;

/**
 * Limits concurrent requests to Graph and connect attempts, fairly among accounts, and passes a throttling of an account on to
 * all of its sessions and readers. Accounts without sessions, readers and attempts are removed.
 *
 * <p>Locking: the monitor is a leaf. Callbacks run outside it.
 */
public final class ConnectLimiter {

    private static final int ATTEMPTS_AT_ONCE = 32;

    // guarded by this
    private final Map<String, AccountQueue> queues = new LinkedHashMap<>();
    private final Map<String, Instant> throttled = new HashMap<>();
    private final Map<String, Set<Consumer<Instant>>> members = new HashMap<>();
    private int taken;

    /** Priority of a request among those of its account, the highest first. */
    public enum Priority {
        /** The session is open, and its subscription ends. */
        RENEWAL,
        /** A session connects, or a round of a delta was triggered. */
        CONNECT,
        /** A page of a baseline. A baseline has many. */
        BASELINE
    }

    /** Attempts of one account. */
    private static final class AccountQueue {

        private final NodeQueue<Permit> renewals = new NodeQueue<>();
        private final NodeQueue<Permit> connects = new NodeQueue<>();
        private final NodeQueue<Permit> baselines = new NodeQueue<>();
        private int taken;

        private NodeQueue<Permit> of(Priority priority) {
            return switch (priority) {
                case RENEWAL -> renewals;
                case CONNECT -> connects;
                case BASELINE -> baselines;
            };
        }

        private boolean isIdle() {
            return renewals.isEmpty() && connects.isEmpty() && baselines.isEmpty();
        }

        /** Removes the next permit. Requires one. */
        private Permit removeNext() {
            NodeQueue<Permit> urgent = renewals.isEmpty() ? connects : renewals;
            return (urgent.isEmpty() ? baselines : urgent).removeFirst();
        }
    }

    /** Permit of one attempt. */
    final class Permit {

        private final String account;
        private final Priority priority;
        private final Runnable onGranted;

        // guarded by the limiter
        private final Node<Permit> place = new Node<>(this);
        private boolean granted;

        private Permit(String account, Priority priority, Runnable onGranted) {
            this.account = account;
            this.priority = priority;
            this.onGranted = onGranted;
        }

        /** Repeats the callback if the permit is granted, and otherwise a grant that an {@code Error} has prevented. */
        void remind() {
            boolean again;
            synchronized (ConnectLimiter.this) {
                again = granted;
            }
            if (again) {
                onGranted.run();
            } else {
                grantNext();
            }
        }

        /** Releases the permit, or cancels the request. Call once. */
        void release() {
            leave(this);
            grantNext();
        }
    }

    /**
     * Requests a permit.
     *
     * @param onGranted called when the permit is granted, perhaps at once, on any thread
     */
    Permit request(String account, Priority priority, Runnable onGranted) {
        Permit permit = new Permit(account, priority, onGranted);
        synchronized (this) {
            queues.computeIfAbsent(account, any -> new AccountQueue())
                    .of(permit.priority)
                    .addLast(permit.place);
        }
        grantNext();
        return permit;
    }

    private synchronized void leave(Permit permit) {
        AccountQueue queue = queues.get(permit.account);
        if (permit.granted) {
            taken--;
            queue.taken--;
        } else {
            queue.of(permit.priority).remove(permit.place);
        }
        if (queue.taken == 0 && queue.isIdle()) {
            queues.remove(permit.account);
        }
    }

    /** Grants a permit and calls back. Never throws; {@link Permit#remind} repeats what has failed. */
    private void grantNext() {
        try {
            Permit next = next();
            if (next != null) {
                next.onGranted.run();
            }
        } catch (Throwable e) {
            FailSafeLog.report(e);
        }
    }

    /** Grants a permit to the account with the fewest, so that a slow account delays only itself. */
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
        Permit next = fewest.removeNext();
        next.granted = true;
        fewest.taken++;
        taken++;
        return next;
    }

    /** Passes throttlings of the account on to a session or reader, a current one included. */
    public void join(String account, Consumer<Instant> session) {
        Instant until;
        synchronized (this) {
            members.computeIfAbsent(account, any -> new HashSet<>()).add(session);
            until = throttled.get(account);
        }
        if (until != null) {
            session.accept(until);
        }
    }

    public synchronized void leave(String account, Consumer<Instant> session) {
        Set<Consumer<Instant>> all = members.get(account);
        if (all != null && all.remove(session) && all.isEmpty()) {
            members.remove(account);
        }
    }

    /** Records that Graph throttles the account, and notifies its sessions. */
    public void throttle(String account, Instant until, Instant now) {
        List<Consumer<Instant>> all;
        synchronized (this) {
            throttled.values().removeIf(over -> !over.isAfter(now));
            throttled.merge(account, until, (one, other) -> one.isAfter(other) ? one : other);
            all = new ArrayList<>(members.getOrDefault(account, Set.of()));
        }
        all.forEach(session -> session.accept(until));
    }
}
