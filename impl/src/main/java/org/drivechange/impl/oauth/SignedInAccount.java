// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import com.microsoft.aad.msal4j.IAuthenticationResult;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.GraphProblem;
import org.drivechange.impl.http.PlainHttp;
import org.drivechange.impl.session.NoTokenException;

/** One account's access token, for all of its targets: refreshed by one of those who ask, before it expires. */
final class SignedInAccount {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    /** Who waited while somebody else's try failed need not try as well. */
    private static final Duration SHARED = Duration.ofSeconds(1);

    private final String account;
    private final CacheFile file;
    private final Msal msal;
    private final Failures failures;
    private final InstantSource clock;
    private final ReentrantLock turn = new ReentrantLock();

    private volatile Optional<AccessToken> refused = Optional.empty();

    // what follows is touched in turn only
    private Optional<Grant> grant = Optional.empty();
    private Optional<Failed> failed = Optional.empty();

    SignedInAccount(String account, OAuthSettings settings, PlainHttp http, InstantSource clock) {
        this.account = account;
        this.file = new CacheFile(settings.cache());
        this.msal = new Msal(settings, new MsalHttp(http, settings.clientSecret()));
        this.failures = new Failures(settings);
        this.clock = clock;
    }

    /** What the last try failed with; a sign-in that has ended is no better before somebody has written the file. */
    private record Failed(GraphFailure failure, Optional<CacheFile.Stamp> file, Instant until) {

        boolean ended() {
            return failure.problem() == GraphProblem.SIGN_IN_NEEDED;
        }

        boolean holds(Optional<CacheFile.Stamp> stamp, Instant now) {
            return ended() ? file.equals(stamp) : now.isBefore(until);
        }
    }

    AccessToken token() throws NoTokenException, InterruptedException {
        turn.lockInterruptibly();
        try {
            Instant now = clock.instant();
            if (usable().filter(one -> now.isBefore(one.freshUntil())).isEmpty()) {
                refresh(now);
            }
            return grant.orElseThrow().token();
        } finally {
            turn.unlock();
        }
    }

    /** Graph wants another one, whatever its time. */
    void rejected(AccessToken token) {
        refused = Optional.of(token);
    }

    private Optional<Grant> usable() {
        return grant.filter(one -> !refused.equals(Optional.of(one.token())));
    }

    private void refresh(Instant now) throws NoTokenException, InterruptedException {
        Optional<CacheFile.Stamp> stamp = file.stamp();
        if (failed.filter(last -> last.holds(stamp, now)).isPresent()) {
            useUp(failed.get().failure(), now);
            return;
        }
        try {
            grant = Optional.of(file.alone(this::acquire));
            refused = Optional.empty();
            failed = Optional.empty();
        } catch (InterruptedException late) {
            throw late;
        } catch (Exception failure) {
            remember(new Failed(failures.of(failure), stamp, clock.instant().plus(SHARED)));
            useUp(failed.orElseThrow().failure(), now);
        }
    }

    /** That somebody has to sign in is told here, once for all targets. */
    private void remember(Failed failure) {
        failed = Optional.of(failure);
        if (failure.ended()) {
            String whose = account.isEmpty() ? "the default account" : "the account " + account;
            GraphProblem problem = failure.failure().problem();
            LOG.log(
                    Level.WARNING,
                    problem.code() + " " + whose + ": " + problem.text() + ": "
                            + failure.failure().detail() + ".");
        }
    }

    /** The token that there is goes on as long as it lasts. */
    private void useUp(GraphFailure failure, Instant now) throws NoTokenException {
        if (usable().filter(one -> now.isBefore(one.expiresAt())).isEmpty()) {
            throw new NoTokenException(failure);
        }
    }

    private Grant acquire() throws Exception {
        CacheAspect cache = new CacheAspect(file);
        IAuthenticationResult found = msal.silently(cache, false);
        boolean again = refused.isPresent() && refused.get().value().equals(found.accessToken());
        IAuthenticationResult result = again ? msal.silently(cache, true) : found;
        Instant expiresAt = result.expiresOnDate().toInstant();
        return Grant.at(clock.instant(), new AccessToken(result.accessToken()), expiresAt);
    }
}
