// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.drivechange.DriveChanges;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.config.Key;
import org.drivechange.impl.health.TargetHealth;
import org.drivechange.impl.session.SessionKey;
import org.drivechange.impl.session.SessionProblem;

/** Who watches what; one running session for each target and account that anybody watches. */
final class Watches implements DriveChanges {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    private final Predicate<String> knownAccount;
    private final List<Watch> all = new ArrayList<>();
    private final Map<SessionKey, RunningSession> running = new LinkedHashMap<>();
    private final Map<SessionKey, CompletionStage<Void>> ending = new LinkedHashMap<>();
    private Function<SessionKey, RunningSession> opener;
    private boolean stopped;

    Watches(Predicate<String> knownAccount) {
        this.knownAccount = knownAccount;
    }

    @Override
    public DriveWatch watch(DriveTarget target) {
        return watch(target, "");
    }

    @Override
    public DriveWatch watch(DriveTarget target, String account) {
        SessionKey key = new SessionKey(Objects.requireNonNull(target, "target"), account);
        if (!knownAccount.test(account)) {
            throw new IllegalArgumentException(
                    (account.isEmpty() ? "The default account" : "Account \"" + account + "\"")
                            + " has no access token: accepted is an account with "
                            + Key.token(account) + " or the keys to sign in with (" + Key.OAUTH_CLIENT_ID.key()
                            + " and others) in the configuration, or any when the application has an AccessTokenProvider.");
        }
        return add(key, false);
    }

    @Override
    public synchronized Collection<DriveWatch> watches() {
        return List.copyOf(all);
    }

    /** How each target is doing, in the order in which they were watched first, so that what is declared comes first. */
    synchronized Collection<TargetHealth> health() {
        Map<SessionKey, TargetHealth> targets = new LinkedHashMap<>();
        all.forEach(watch -> targets.putIfAbsent(watch.key(), watch.health()));
        return targets.values();
    }

    /** Watches for the application's life. */
    void declare(SessionKey key) {
        add(key, true);
    }

    /** Opens what is watched now and from now on. */
    synchronized void start(Function<SessionKey, RunningSession> sessions) {
        if (stopped) {
            return;
        }
        opener = sessions;
        all.forEach(this::openOrTell);
    }

    /** What one cannot have must not keep the others from theirs. */
    private void openOrTell(Watch watch) {
        try {
            open(watch);
        } catch (RuntimeException | LinkageError fault) {
            String problem = SessionProblem.INTERNAL.code() + " " + watch.key() + ": " + SessionProblem.INTERNAL.text();
            LOG.log(Level.ERROR, problem, fault);
        }
    }

    /**
     * Ends everything.
     *
     * @return what is ending, each done when its links are closed and its observers have seen the last event
     */
    synchronized List<CompletionStage<Void>> stop() {
        stopped = true;
        List.copyOf(running.keySet()).forEach(key -> end(key, "the application stopped"));
        return List.copyOf(ending.values());
    }

    private synchronized DriveWatch add(SessionKey key, boolean declared) {
        if (stopped) {
            throw new IllegalStateException("The application has stopped; nothing can be watched any more.");
        }
        Watch watch = new Watch(this, key, declared);
        all.add(watch);
        open(watch);
        return watch;
    }

    /** A target's events come one at a time: a session that follows another begins when that one's last event is through. */
    private void open(Watch watch) {
        if (opener != null && !stopped && !ending.containsKey(watch.key())) {
            watch.attach(running.computeIfAbsent(watch.key(), opener));
        }
    }

    synchronized void close(Watch watch) {
        all.remove(watch);
        boolean last = all.stream().noneMatch(other -> other.key().equals(watch.key()));
        if (last && running.containsKey(watch.key())) {
            end(watch.key(), "the last watch was closed");
        }
    }

    private void end(SessionKey key, String reason) {
        CompletionStage<Void> end = running.remove(key).stop(reason);
        ending.put(key, end);
        end.thenRun(() -> ended(key));
    }

    private synchronized void ended(SessionKey key) {
        ending.remove(key);
        all.stream().filter(watch -> watch.key().equals(key)).forEach(this::open);
    }

    synchronized boolean stopped() {
        return stopped;
    }
}
