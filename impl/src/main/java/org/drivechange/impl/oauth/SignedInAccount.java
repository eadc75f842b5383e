// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import com.microsoft.aad.msal4j.IAuthenticationResult;
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

    private final CacheFile file;
    private final Msal msal;
    private final Failures failures;
    private final InstantSource clock;
    private final ReentrantLock turn = new ReentrantLock();

    // what follows is touched in turn only
    private Optional<Grant> grant = Optional.empty();
    private Optional<AccessToken> refused = Optional.empty();
    private Optional<Ended> ended = Optional.empty();

    SignedInAccount(OAuthSettings settings, PlainHttp http, InstantSource clock) {
        this.file = new CacheFile(settings.cache());
        this.msal = new Msal(settings, new MsalHttp(http, settings.clientSecret()));
        this.failures = new Failures(settings);
        this.clock = clock;
    }

    /** A sign-in that is of no use any more, and the file as it was then. */
    private record Ended(Optional<CacheFile.Stamp> file, GraphFailure failure) {}

    AccessToken token() throws NoTokenException, InterruptedException {
        turn.lockInterruptibly();
        try {
            Instant now = clock.instant();
            if (grant.filter(one -> now.isBefore(one.freshUntil())).isEmpty()) {
                refresh(now);
            }
            return grant.orElseThrow().token();
        } finally {
            turn.unlock();
        }
    }

    /** Graph wants another one, whatever its time. */
    void rejected(AccessToken token) {
        turn.lock();
        try {
            refused = Optional.of(token);
            grant = grant.filter(one -> !one.token().equals(token));
        } finally {
            turn.unlock();
        }
    }

    private void refresh(Instant now) throws NoTokenException, InterruptedException {
        Optional<CacheFile.Stamp> stamp = file.stamp();
        if (ended.isPresent() && ended.get().file().equals(stamp)) {
            useUp(ended.get().failure(), now);
            return;
        }
        try {
            grant = Optional.of(file.alone(this::acquire));
            refused = Optional.empty();
            ended = Optional.empty();
        } catch (InterruptedException late) {
            throw late;
        } catch (Exception failure) {
            failed(failures.of(failure), stamp, now);
        }
    }

    private void failed(GraphFailure failure, Optional<CacheFile.Stamp> stamp, Instant now) throws NoTokenException {
        if (failure.problem() == GraphProblem.SIGN_IN_NEEDED) {
            ended = Optional.of(new Ended(stamp, failure));
        }
        useUp(failure, now);
    }

    /** The token that there is goes on as long as it lasts. */
    private void useUp(GraphFailure failure, Instant now) throws NoTokenException {
        boolean stillGood = grant.filter(one -> now.isBefore(one.expiresAt())).isPresent();
        if (!stillGood) {
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
