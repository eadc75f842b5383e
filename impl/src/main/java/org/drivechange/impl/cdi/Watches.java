// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.drivechange.AccessTokenException;
import org.drivechange.DriveChanges;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.diagnostics.FaultLog;
import org.drivechange.impl.diagnostics.VisibleText;
import org.drivechange.impl.health.TargetHealth;
import org.drivechange.impl.session.SessionKey;

/**
 * The watches of an application, and one {@link WatchedSession} for each target and account that has a watch.
 *
 * <p>Locking: the monitor is a leaf. Sessions are opened and stopped without it, as that runs code of the application's, and a
 * future that completes may lead back here.
 */
final class Watches implements DriveChanges {

    /** An account's name comes three times, and the configured ones once. */
    private static final int MAX_MESSAGE = 4_000;

    private final Predicate<String> knownAccount;
    private final UnaryOperator<String> advice;
    private final AccountTokens tokens;

    // guarded by this
    private final List<Watch> all = new ArrayList<>();
    private final Map<SessionKey, WatchedSession> sessions = new LinkedHashMap<>();
    private Function<SessionKey, RunningSession> opener;

    private volatile boolean stopped;

    /**
     * Makes a registry without watches.
     *
     * @param knownAccount whether an account can be watched
     * @param advice says how an account gets an access token
     * @param tokens gets access tokens for the application
     */
    Watches(Predicate<String> knownAccount, UnaryOperator<String> advice, AccountTokens tokens) {
        this.knownAccount = knownAccount;
        this.advice = advice;
        this.tokens = tokens;
    }

    /** Gets access tokens for the application. */
    interface AccountTokens {
        String accessToken(String account) throws AccessTokenException;
    }

    @Override
    public DriveWatch watch(DriveTarget target) {
        return watch(target, "");
    }

    @Override
    public DriveWatch watch(DriveTarget target, String account) {
        SessionKey key = new SessionKey(Objects.requireNonNull(target, "target"), account);
        if (!knownAccount.test(account)) {
            throw unknown(account);
        }
        return add(key, false);
    }

    IllegalArgumentException unknown(String account) {
        String subject = account.isEmpty() ? "The default account" : "Account \"" + account + "\"";
        return new IllegalArgumentException(
                VisibleText.of(subject + " has no access token. " + advice.apply(account), MAX_MESSAGE));
    }

    @Override
    public String accessToken(String account) throws AccessTokenException {
        return tokens.accessToken(Objects.requireNonNull(account, "account"));
    }

    @Override
    public synchronized Collection<DriveWatch> watches() {
        return List.copyOf(all);
    }

    /** How each target is doing, in the order in which they were watched first, so that what is declared comes first. */
    Collection<TargetHealth> health() {
        Map<SessionKey, Watch> first = new LinkedHashMap<>();
        synchronized (this) {
            all.forEach(watch -> first.putIfAbsent(watch.key(), watch));
        }
        return first.values().stream().map(Watch::health).toList();
    }

    /** Watches for the application's life. */
    void declare(SessionKey key) {
        add(key, true);
    }

    /** Opens what is watched now and from now on. */
    void start(Function<SessionKey, RunningSession> opening) {
        synchronized (this) {
            opener = opening;
        }
        keys().forEach(this::proceed);
    }

    /**
     * Ends everything.
     *
     * @return what is ending, each done when its links are closed and its observers have seen the last event
     */
    List<CompletionStage<Void>> stop() {
        List<CompletionStage<Void>> ending;
        synchronized (this) {
            stopped = true;
            ending = sessions.values().stream().map(WatchedSession::ended).collect(Collectors.toList());
        }
        keys().forEach(this::proceed);
        return ending;
    }

    boolean stopped() {
        return stopped;
    }

    /** Goes on where an {@code Error} has stopped something. The watchdog calls this every ten seconds. */
    void sweep() {
        keys().forEach(this::proceed);
        running().forEach(RunningSession::sweep);
    }

    /** Lets the threads go that wait for sessions that are not over. */
    void abandon() {
        running().forEach(RunningSession::abandon);
    }

    private synchronized List<RunningSession> running() {
        return sessions.values().stream()
                .flatMap(session -> session.running().stream())
                .toList();
    }

    private DriveWatch add(SessionKey key, boolean declared) {
        Watch watch = new Watch(this, key, declared);
        synchronized (this) {
            if (stopped) {
                throw new IllegalStateException("The application has stopped; nothing can be watched any more.");
            }
            all.add(watch);
            WatchedSession shared = sessions.get(key);
            if (shared != null) {
                shared.attach(watch);
            }
        }
        proceed(key);
        return watch;
    }

    void close(Watch watch) {
        synchronized (this) {
            all.remove(watch);
        }
        proceed(watch.key());
    }

    private synchronized Set<SessionKey> keys() {
        Set<SessionKey> keys = all.stream().map(Watch::key).collect(Collectors.toCollection(LinkedHashSet::new));
        keys.addAll(sessions.keySet());
        return keys;
    }

    /** Does for a target what is to be done next. A failure costs no other target anything; the next sweep tries again. */
    private void proceed(SessionKey key) {
        try {
            next(key).run();
        } catch (Throwable fault) {
            FaultLog.report(key, fault);
        }
    }

    /** A target's events come one at a time: a session that follows another begins after that one's last event. */
    private synchronized Runnable next(SessionKey key) {
        WatchedSession session = sessions.get(key);
        boolean wanted = !stopped && opener != null && watched(key);
        if (session == null && wanted) {
            WatchedSession next = new WatchedSession(key);
            sessions.put(key, next);
            Function<SessionKey, RunningSession> opening = opener;
            return () -> open(next, opening);
        }
        if (session != null && !wanted && session.end()) {
            String reason = stopped ? "the application stopped" : "the last watch was closed";
            return () -> end(session, reason);
        }
        return () -> {};
    }

    private boolean watched(SessionKey key) {
        return all.stream().anyMatch(watch -> watch.key().equals(key));
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
        all.stream().filter(watch -> watch.key().equals(session.key())).forEach(session::attach);
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
                again(session);
            }
        }
    }

    private synchronized void again(WatchedSession session) {
        session.endAgain();
    }

    private void forget(WatchedSession session) {
        synchronized (this) {
            sessions.remove(session.key());
        }
        session.complete();
    }
}
