// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.drivechange.impl.concurrent.SessionExecutors;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.diagnostics.Redactor;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.AccessTokens;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.graph.TokenUnavailableException;

/** Requests access tokens for one target and account, and reports rejected ones. May be used from any thread. */
public final class TokenCalls {

    private final SessionKey key;
    private final TokenRequestLimiter limiter;
    private final SessionExecutors executors;

    public TokenCalls(SessionKey key, TokenRequestLimiter limiter, SessionExecutors executors) {
        this.key = key;
        this.limiter = limiter;
        this.executors = executors;
    }

    /** Receives the result of a request, on the thread of the provider. */
    public interface Receiver {

        void received(AccessToken token);

        void failed(GraphFailure failure);
    }

    /** Requests a token. */
    public Cancellable request(Receiver receiver) {
        return limiter.call(key.account(), tokens -> request(tokens, receiver));
    }

    private void request(AccessTokens tokens, Receiver receiver) {
        try {
            receiver.received(tokens.token(key.account()));
        } catch (TokenUnavailableException e) {
            receiver.failed(e.failure());
        } catch (Throwable failure) {
            receiver.failed(new GraphFailure(ErrorCode.TOKEN_UNAVAILABLE, ErrorMessages.describe(failure)));
        }
    }

    /**
     * Reports a rejected token. A request for a fresh one is another call, as a call past its deadline must not go on to request a
     * token.
     *
     * @param afterwards runs on the thread of the provider when it has returned
     */
    public Cancellable report(AccessToken rejected, Runnable afterwards) {
        return limiter.call(key.account(), tokens -> {
            rejected(tokens, rejected);
            afterwards.run();
        });
    }

    /** Reports a rejected token after its attempt has ended. */
    public void reject(AccessToken token, Duration timeout) {
        CompletableFuture<Void> returned = new CompletableFuture<>();
        Cancellable call = report(token, () -> returned.complete(null));
        Future<?> limit = executors.after(timeout, () -> call.cancel(true));
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
