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

/** Manages one account's access token for all of its targets. The token is refreshed by a caller before it expires. */
final class AccountTokenManager {

    /** Time for which a failure is shared with the callers that waited for the same attempt. */
    private static final Duration SHARED = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final String account;
    private final CacheFile file;
    private final OAuthSettings settings;
    private final TextHttpClient http;
    private final MsalErrorMapper failures;
    private final InstantSource clock;
    private final Duration longestDelay;
    private final ReentrantLock lock = new ReentrantLock();

    private volatile Optional<AccessToken> rejected = Optional.empty();

    // guarded by lock
    private Optional<CachedToken> cached = Optional.empty();
    private Optional<Failed> failed = Optional.empty();

    /**
     * Creates the manager of an account.
     *
     * @param longestDelay delay before a rejected refresh token is tried again
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
     * Failure of the last attempt and the time of the next one. An expired sign-in is retried as soon as the file is
     * written. It is also retried periodically, because the identity platform occasionally rejects a valid refresh
     * token.
     */
    private record Failed(GraphFailure failure, Optional<CacheFile.Fingerprint> file, Instant at, Instant until) {

        boolean ended() {
            return failure.code() == ErrorCode.SIGN_IN_REQUIRED;
        }

        boolean holds(Optional<CacheFile.Fingerprint> fingerprint, Instant now) {
            // if the wall clock is set back, the pause ends, or it would last that much longer
            boolean pauses = !now.isBefore(at) && now.isBefore(until);
            return pauses && (!ended() || file.equals(fingerprint));
        }
    }

    AccessToken token() throws TokenUnavailableException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Instant now = clock.instant();
            if (usable().filter(token -> now.isBefore(token.freshUntil())).isEmpty()) {
                refresh(now);
            }
            return cached.orElseThrow().token();
        } finally {
            lock.unlock();
        }
    }

    /** Closes the lock file, unless a request is in progress. */
    void close() {
        if (lock.tryLock()) {
            try {
                file.close();
            } catch (IOException ignored) {
                // no longer needed
            } finally {
                lock.unlock();
            }
        }
    }

    /** Marks a token as rejected by Graph. The next one must differ. */
    void rejected(AccessToken token) {
        rejected = Optional.of(token);
    }

    private Optional<CachedToken> usable() {
        return cached.filter(current -> rejected.filter(
                        token -> token.value().equals(current.token().value()))
                .isEmpty());
    }

    private void refresh(Instant now) throws TokenUnavailableException, InterruptedException {
        Optional<CacheFile.Fingerprint> fingerprint = file.fingerprint();
        if (failed.filter(last -> last.holds(fingerprint, now)).isPresent()) {
            fallBackToCurrentToken(failed.get().failure(), now);
            return;
        }
        try {
            cached = Optional.of(file.withLock(this::acquire));
            rejected = Optional.empty();
            failed = Optional.empty();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError failure) {
            GraphFailure mapped = failures.of(failure);
            Instant at = clock.instant();
            remember(new Failed(mapped, fingerprint, at, at.plus(pause(mapped))));
            fallBackToCurrentToken(mapped, now);
        }
    }

    /** Returns the pause before the next request. Without it, each target of the account would send one. */
    private Duration pause(GraphFailure mapped) {
        return mapped.code() == ErrorCode.SIGN_IN_REQUIRED
                ? longestDelay
                : mapped.retryAfter()
                        .filter(wait -> wait.compareTo(SHARED) > 0)
                        .map(wait -> wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE)
                        .orElse(SHARED);
    }

    /**
     * Stores the failure. Logs a required sign-in once for all targets, and again if the file was written without success.
     */
    private void remember(Failed failure) {
        boolean logged = failed.filter(Failed::ended)
                .filter(last -> last.file().equals(failure.file()))
                .isPresent();
        failed = Optional.of(failure);
        if (failure.ended() && !logged) {
            String subject = account.isEmpty() ? "the default account" : "the account " + account;
            ErrorCode code = failure.failure().code();
            FailSafeLog.log(
                    Level.WARNING,
                    code.message(subject + ": " + code.text() + ": "
                            + failure.failure().detail() + "."));
        }
    }

    /** Keeps using the current token until it expires. */
    private void fallBackToCurrentToken(GraphFailure failure, Instant now) throws TokenUnavailableException {
        if (usable().filter(token -> now.isBefore(token.expiresAt())).isEmpty()) {
            throw new TokenUnavailableException(failure);
        }
    }

    private CachedToken acquire() throws Exception {
        FileTokenCacheAspect cache = new FileTokenCacheAspect(file);
        Optional<String> claims = rejected.flatMap(AccessToken::claims);
        MsalClient msal = new MsalClient(settings, new MsalHttpClient(http, settings, claims));
        IAuthenticationResult found = msal.silently(cache, claims.isPresent());
        boolean forceRefresh = claims.isEmpty()
                && rejected.isPresent()
                && rejected.get().value().equals(found.accessToken());
        IAuthenticationResult result = forceRefresh ? msal.silently(cache, true) : found;
        Instant expiresAt = result.expiresOnDate().toInstant();
        return CachedToken.at(clock.instant(), new AccessToken(result.accessToken()), expiresAt);
    }
}
