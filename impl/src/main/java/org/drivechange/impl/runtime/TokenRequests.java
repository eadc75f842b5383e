// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.diagnostics.Redactor;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.AccessTokens;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.graph.TokenUnavailableException;
import org.drivechange.impl.session.Signal;

/** Requests access tokens for the attempts of one session, and reports rejected ones. Used on the serial executor only. */
final class TokenRequests {

    private final SessionKey key;
    private final SessionEnvironment environment;
    private final Mailbox mailbox;
    private final Executor serial;
    private final AttemptTasks tasks;

    TokenRequests(
            SessionKey key, SessionEnvironment environment, Mailbox mailbox, Executor serial, AttemptTasks tasks) {
        this.key = key;
        this.environment = environment;
        this.mailbox = mailbox;
        this.serial = serial;
        this.tasks = tasks;
    }

    void request(long attempt) {
        tasks.put(attempt, environment.tokens().call(key.account(), tokens -> request(tokens, attempt)));
    }

    private void request(AccessTokens tokens, long attempt) {
        try {
            mailbox.post(new Signal.TokenReceived(attempt, tokens.token(key.account())));
        } catch (TokenUnavailableException e) {
            mailbox.post(new Signal.SubscriptionReceived(attempt, e.failure()));
        } catch (Throwable failure) {
            GraphFailure noToken = new GraphFailure(ErrorCode.TOKEN_UNAVAILABLE, ErrorMessages.describe(failure));
            mailbox.post(new Signal.SubscriptionReceived(attempt, noToken));
        }
    }

    /**
     * Reports a rejected token, then requests a fresh one. In two calls, as a call past its deadline must not go on to request
     * a token.
     */
    void replace(long attempt, AccessToken rejected) {
        tasks.put(attempt, environment.tokens().call(key.account(), tokens -> {
            rejected(tokens, rejected);
            serial.execute(() -> requestFresh(attempt));
        }));
    }

    private void requestFresh(long attempt) {
        if (tasks.contains(attempt)) {
            request(attempt);
        }
    }

    /** Reports a rejected token after its attempt has ended. */
    void reject(AccessToken token, Duration timeout) {
        CompletableFuture<Void> returned = new CompletableFuture<>();
        Cancellable call = environment.tokens().call(key.account(), tokens -> {
            rejected(tokens, token);
            returned.complete(null);
        });
        Future<?> limit = environment.executors().after(timeout, () -> call.cancel(true));
        returned.thenRun(() -> limit.cancel(false));
    }

    /** Calls the provider. A failure does not prevent the request for a fresh token. */
    private void rejected(AccessTokens tokens, AccessToken token) {
        try {
            tokens.rejected(key.account(), token);
        } catch (Throwable failure) {
            FailSafeLog.log(
                    Level.WARNING,
                    ErrorCode.PROVIDER_REJECTED_FAILED.message(key
                            + ": rejected() of the AccessTokenProvider failed; DriveChange requests a fresh"
                            + " token nevertheless: "
                            + ErrorMessages.describe(failure, Redactor.of(token.value()))));
        }
    }
}
