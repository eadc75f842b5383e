// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drivechange.DriveWatch;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.health.TargetHealth;

/**
 * Registry of an application's watches, with one {@link WatchedSession} for each watched target and account.
 *
 * <p>Locking: the lock is a leaf. Sessions are opened and stopped without it, because that runs application code, and
 * completing a future may re-enter this class.
 */
public final class WatchRegistry {

    // guarded by this
    private final Map<SessionKey, List<RegisteredWatch>> watches = new LinkedHashMap<>();
    private final Map<SessionKey, WatchedSession> sessions = new LinkedHashMap<>();
    private Function<SessionKey, RunningSession> opener;

    private volatile boolean stopped;

    /** Adds a watch that the application closes. */
    DriveWatch watch(SessionKey key) {
        return add(key, false);
    }

    /** Adds a watch for the application's lifetime. */
    public void declare(SessionKey key) {
        add(key, true);
    }

    synchronized Collection<DriveWatch> watches() {
        return watches.values().stream().<DriveWatch>flatMap(List::stream).toList();
    }

    /** Returns the health of each target in the order of their first watches, so declared targets come first. */
    Collection<TargetHealth> health() {
        List<RegisteredWatch> first;
        synchronized (this) {
            first = watches.values().stream().map(same -> same.get(0)).toList();
        }
        return first.stream().map(RegisteredWatch::health).toList();
    }

    /** Opens the sessions of present and future watches. */
    void start(Function<SessionKey, RunningSession> opening) {
        synchronized (this) {
            opener = opening;
        }
        proceed();
    }

    /**
     * Stops all sessions.
     *
     * @return one stage per session, completed when its connections are closed and its observers have received the last
     *     event
     */
    public List<CompletionStage<Void>> stop() {
        List<CompletionStage<Void>> ending;
        synchronized (this) {
            stopped = true;
            ending = sessions.values().stream().map(WatchedSession::ended).collect(Collectors.toList());
        }
        proceed();
        return ending;
    }

    boolean stopped() {
        return stopped;
    }

    /** Repeats session steps that were lost to an {@code Error}. Called by the watchdog every ten seconds. Never blocks. */
    void sweep() {
        running().forEach(RunningSession::sweep);
    }

    /** Whether a session must still be opened or stopped. */
    synchronized boolean isBehind() {
        return keys().stream().anyMatch(key -> isWatched(key) != sessions.containsKey(key));
    }

    /** Opens and stops the sessions that {@link #isBehind} found. May block, because it runs application code. */
    void proceed() {
        keys().forEach(this::proceed);
    }

    /** Releases the threads that wait for unfinished sessions. */
    void abandon() {
        running().forEach(RunningSession::abandon);
    }

    private synchronized List<RunningSession> running() {
        return sessions.values().stream()
                .flatMap(session -> session.running().stream())
                .toList();
    }

    private DriveWatch add(SessionKey key, boolean declared) {
        RegisteredWatch watch = new RegisteredWatch(this, key, declared);
        synchronized (this) {
            if (stopped) {
                throw new IllegalStateException("The application has stopped; targets can no longer be watched.");
            }
            watches.computeIfAbsent(key, first -> new ArrayList<>(1)).add(watch);
            WatchedSession shared = sessions.get(key);
            if (shared != null) {
                shared.attach(watch);
            }
        }
        proceed(key);
        return watch;
    }

    void close(RegisteredWatch watch) {
        synchronized (this) {
            watches.computeIfPresent(watch.key(), (key, same) -> same.remove(watch) && same.isEmpty() ? null : same);
        }
        proceed(watch.key());
    }

    private synchronized Set<SessionKey> keys() {
        Set<SessionKey> keys = new LinkedHashSet<>(watches.keySet());
        keys.addAll(sessions.keySet());
        return keys;
    }

    /** Runs the next step of a target. A failure does not affect other targets, and the next sweep repeats the step. */
    private void proceed(SessionKey key) {
        try {
            next(key).run();
        } catch (Throwable fault) {
            FailSafeLog.report(key, fault);
        }
    }

    /**
     * Returns the next step of a target. Its events are delivered one at a time, so a new session begins after the last
     * event of the previous one.
     */
    private synchronized Runnable next(SessionKey key) {
        WatchedSession session = sessions.get(key);
        boolean watched = isWatched(key);
        if (session == null && watched) {
            WatchedSession next = new WatchedSession(key);
            Function<SessionKey, RunningSession> opening = opener;
            // created before the transition: if creation fails, the state must be unchanged
            Runnable step = () -> open(next, opening);
            sessions.put(key, next);
            return step;
        }
        if (session != null && !watched) {
            String reason = stopped ? "the application stopped" : "the last watch was closed";
            Runnable step = () -> end(session, reason);
            return session.end() ? step : () -> {};
        }
        return () -> {};
    }

    /** Requires the lock. */
    private boolean isWatched(SessionKey key) {
        return !stopped && opener != null && watches.containsKey(key);
    }

    private void open(WatchedSession session, Function<SessionKey, RunningSession> opening) {
        RunningSession opened = null;
        try {
            opened = opening.apply(session.key());
        } finally {
            if (opened == null) {
                forget(session);
            }
        }
        attach(session, opened);
        proceed(session.key());
    }

    private synchronized void attach(WatchedSession session, RunningSession opened) {
        session.opened(opened);
        watches.getOrDefault(session.key(), List.of()).forEach(session::attach);
    }

    private void end(WatchedSession session, String reason) {
        boolean begun = false;
        try {
            session.stop(reason).whenComplete((done, failed) -> {
                forget(session);
                proceed(session.key());
            });
            begun = true;
        } finally {
            if (!begun) {
                retryEnd(session);
            }
        }
    }

    private synchronized void retryEnd(WatchedSession session) {
        session.endAgain();
    }

    private void forget(WatchedSession session) {
        synchronized (this) {
            sessions.remove(session.key());
        }
        session.complete();
    }
}
