// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.drivechange.AccessTokenException;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.AccessTokens;
import org.drivechange.impl.graph.TokenUnavailableException;
import org.drivechange.impl.runtime.Cancellable;
import org.drivechange.impl.runtime.TokenRequestLimiter;

/**
 * Gets an access token for the application, subject to the same limits as the sessions.
 *
 * @param timeout maximum duration of the call
 */
public record AccessTokenCall(TokenRequestLimiter requests, Duration timeout) {

    public String get(String account) throws AccessTokenException {
        CompletableFuture<AccessToken> result = new CompletableFuture<>();
        Cancellable request = requests.call(account, tokens -> request(tokens, account, result));
        try {
            return result.get(timeout.toNanos(), TimeUnit.NANOSECONDS).value();
        } catch (ExecutionException failure) {
            throw toException(account, failure.getCause());
        } catch (TimeoutException e) {
            throw exception(ErrorCode.TOKEN_TIMEOUT, account, ErrorCode.TOKEN_TIMEOUT.text() + " (" + timeout + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw exception(ErrorCode.TOKEN_UNAVAILABLE, account, "the waiting thread was interrupted");
        } finally {
            request.cancel(true);
        }
    }

    private static void request(AccessTokens tokens, String account, CompletableFuture<AccessToken> result) {
        try {
            result.complete(tokens.token(account));
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
        }
    }

    private static AccessTokenException toException(String account, Throwable failure) {
        return failure instanceof TokenUnavailableException unavailable
                ? exception(unavailable.failure().code(), account, unavailable.getMessage())
                : exception(
                        ErrorCode.TOKEN_UNAVAILABLE,
                        account,
                        ErrorCode.TOKEN_UNAVAILABLE.text() + ": " + ErrorMessages.describe(failure));
    }

    private static AccessTokenException exception(ErrorCode code, String account, String reason) {
        String subject = account.isEmpty() ? "the default account" : "the account " + account;
        return new AccessTokenException(code.message(subject + ": " + reason));
    }
}
