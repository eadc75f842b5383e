// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import com.microsoft.aad.msal4j.IAuthenticationResult;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.TokenUnavailableException;
import org.drivechange.impl.http.TextHttpClient;

/** One account's access token, for all of its targets: refreshed by one of those who ask, before it expires. */
final class AccountTokenManager {

    /** Who waited while somebody else's try failed need not try as well. */
    private static final Duration SHARED = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final String account;
    private final CacheFile file;
    private final OAuthSettings settings;
    private final TextHttpClient http;
    private final MsalErrorMapper failures;
    private final InstantSource clock;
    private final Duration longestDelay;
    private final ReentrantLock turn = new ReentrantLock();

    private volatile Optional<AccessToken> refused = Optional.empty();

    // what follows is touched in turn only
    private Optional<CachedToken> grant = Optional.empty();
    private Optional<Failed> failed = Optional.empty();

    /**
     * Makes the tokens of an account.
     *
     * @param longestDelay how long to wait before a refresh token that was refused is tried again
     */
    AccountTokenManager(
            String account, OAuthSettings settings, TextHttpClient http, InstantSource clock, Duration longestDelay) {
        this.account = account;
        this.file = new CacheFile(settings.cache());
        this.settings = settings;
        this.http = http;
        this.failures = new MsalErrorMapper(settings);
        this.clock = clock;
        this.longestDelay = longestDelay;
    }

    /**
     * What the last try failed with, and until when no other is made. A sign-in that has ended is tried again as soon as the
     * file is written, and now and then, as the identity platform refuses a good refresh token at times.
     */
    private record Failed(GraphFailure failure, Optional<CacheFile.Stamp> file, Instant at, Instant until) {

        boolean ended() {
            return failure.problem() == ErrorCode.SIGN_IN_REQUIRED;
        }

        boolean holds(Optional<CacheFile.Stamp> stamp, Instant now) {
            // where the wall clock was set back, the pause would last for as long
            boolean pauses = !now.isBefore(at) && now.isBefore(until);
            return pauses && (!ended() || file.equals(stamp));
        }
    }

    AccessToken token() throws TokenUnavailableException, InterruptedException {
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

    /** Gives the lock file up, unless a request is under way. */
    void close() {
        if (turn.tryLock()) {
            try {
                file.close();
            } catch (IOException unclosed) {
                // nothing depends on it any more
            } finally {
                turn.unlock();
            }
        }
    }

    /** Graph wants another one, whatever its time. */
    void rejected(AccessToken token) {
        refused = Optional.of(token);
    }

    private Optional<CachedToken> usable() {
        return grant.filter(one ->
                refused.filter(no -> no.value().equals(one.token().value())).isEmpty());
    }

    private void refresh(Instant now) throws TokenUnavailableException, InterruptedException {
        Optional<CacheFile.Stamp> stamp = file.stamp();
        if (failed.filter(last -> last.holds(stamp, now)).isPresent()) {
            fallBackToCurrentToken(failed.get().failure(), now);
            return;
        }
        try {
            grant = Optional.of(file.withLock(this::acquire));
            refused = Optional.empty();
            failed = Optional.empty();
        } catch (InterruptedException late) {
            throw late;
        } catch (Exception | LinkageError failure) {
            GraphFailure known = failures.of(failure);
            Instant at = clock.instant();
            remember(new Failed(known, stamp, at, at.plus(pause(known))));
            fallBackToCurrentToken(known, now);
        }
    }

    /** How long nothing is asked: all targets of the account would ask anew. */
    private Duration pause(GraphFailure known) {
        return known.problem() == ErrorCode.SIGN_IN_REQUIRED
                ? longestDelay
                : known.retryAfter()
                        .filter(wait -> wait.compareTo(SHARED) > 0)
                        .map(wait -> wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE)
                        .orElse(SHARED);
    }

    /** Logs once for all targets that the account has to sign in, and again when the file was written in vain. */
    private void remember(Failed failure) {
        boolean logged = failed.filter(Failed::ended)
                .filter(last -> last.file().equals(failure.file()))
                .isPresent();
        failed = Optional.of(failure);
        if (failure.ended() && !logged) {
            String whose = account.isEmpty() ? "the default account" : "the account " + account;
            ErrorCode problem = failure.failure().problem();
            FailSafeLog.log(
                    Level.WARNING,
                    problem.code() + " " + whose + ": " + problem.text() + ": "
                            + failure.failure().detail() + ".");
        }
    }

    /** The token that there is goes on as long as it lasts. */
    private void fallBackToCurrentToken(GraphFailure failure, Instant now) throws TokenUnavailableException {
        if (usable().filter(one -> now.isBefore(one.expiresAt())).isEmpty()) {
            throw new TokenUnavailableException(failure);
        }
    }

    private CachedToken acquire() throws Exception {
        FileTokenCacheAspect cache = new FileTokenCacheAspect(file);
        Optional<String> claims = refused.flatMap(AccessToken::claims);
        MsalClient msal = new MsalClient(settings, new MsalHttpClient(http, settings, claims));
        IAuthenticationResult found = msal.silently(cache, claims.isPresent());
        boolean again =
                claims.isEmpty() && refused.isPresent() && refused.get().value().equals(found.accessToken());
        IAuthenticationResult result = again ? msal.silently(cache, true) : found;
        Instant expiresAt = result.expiresOnDate().toInstant();
        return CachedToken.at(clock.instant(), new AccessToken(result.accessToken()), expiresAt);
    }
}
