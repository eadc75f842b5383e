// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What keeps the sessions of an application from coming as a wave: so many attempts at once, the others wait their turn;
 * and when Graph asks one session to slow down, all of its account do.
 */
public final class Schedule {

    private static final int ATTEMPTS_AT_ONCE = 32;

    private final Deque<Turn> waiting = new ArrayDeque<>();
    private final Map<String, Instant> throttled = new HashMap<>();
    private final Map<String, Set<Consumer<Instant>>> members = new ConcurrentHashMap<>();
    private int taken;

    /** One attempt's place. */
    final class Turn {

        private final Runnable came;
        private boolean given;

        private Turn(Runnable came) {
            this.came = came;
        }

        /** Gives the place up, whether it has come or not. Once. */
        void release() {
            Runnable next;
            synchronized (Schedule.this) {
                if (!given) {
                    waiting.remove(this);
                    return;
                }
                taken--;
                next = give();
            }
            next.run();
        }
    }

    /**
     * Asks for a place.
     *
     * @param came runs when the place is there, perhaps at once, on whichever thread
     */
    Turn request(Runnable came) {
        Turn turn = new Turn(came);
        Runnable next;
        synchronized (this) {
            waiting.add(turn);
            next = give();
        }
        next.run();
        return turn;
    }

    private Runnable give() {
        if (taken >= ATTEMPTS_AT_ONCE || waiting.isEmpty()) {
            return () -> {};
        }
        Turn next = waiting.remove();
        next.given = true;
        taken++;
        return next.came;
    }

    /** Makes a session hear of its account's throttling; it is told at once of one that holds. */
    void join(String account, Consumer<Instant> session) {
        members.computeIfAbsent(account, any -> ConcurrentHashMap.newKeySet()).add(session);
        Instant until;
        synchronized (this) {
            until = throttled.get(account);
        }
        if (until != null) {
            session.accept(until);
        }
    }

    void leave(String account, Consumer<Instant> session) {
        members.computeIfPresent(account, (any, all) -> {
            all.remove(session);
            return all;
        });
    }

    /** Graph asks the account to slow down. */
    void throttle(String account, Instant until) {
        synchronized (this) {
            throttled.merge(account, until, (one, other) -> one.isAfter(other) ? one : other);
        }
        List<Consumer<Instant>> all = new ArrayList<>(members.getOrDefault(account, Set.of()));
        all.forEach(session -> session.accept(until));
    }
}
