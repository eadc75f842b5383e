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
 * Gets an access token for the application, within the limits that sessions have for theirs.
 *
 * @param timeout when the call is given up
 */
public record AccessTokenCall(TokenRequestLimiter requests, Duration timeout) {

    public String get(String account) throws AccessTokenException {
        CompletableFuture<AccessToken> answer = new CompletableFuture<>();
        Cancellable asking = requests.call(account, tokens -> ask(tokens, account, answer));
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS).value();
        } catch (ExecutionException failure) {
            throw described(account, failure.getCause());
        } catch (TimeoutException late) {
            throw exception(ErrorCode.TOKEN_TIMEOUT, account, ErrorCode.TOKEN_TIMEOUT.text() + " (" + timeout + ")");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw exception(ErrorCode.TOKEN_UNAVAILABLE, account, "the thread that waited for it was interrupted");
        } finally {
            asking.cancel(true);
        }
    }

    private static void ask(AccessTokens tokens, String account, CompletableFuture<AccessToken> answer) {
        try {
            answer.complete(tokens.token(account));
        } catch (Throwable failure) {
            answer.completeExceptionally(failure);
        }
    }

    private static AccessTokenException described(String account, Throwable failure) {
        return failure instanceof TokenUnavailableException known
                ? exception(known.failure().problem(), account, known.getMessage())
                : exception(
                        ErrorCode.TOKEN_UNAVAILABLE,
                        account,
                        ErrorCode.TOKEN_UNAVAILABLE.text() + ": " + ErrorMessages.describe(failure));
    }

    private static AccessTokenException exception(ErrorCode problem, String account, String reason) {
        String whose = account.isEmpty() ? "the default account" : "the account " + account;
        return new AccessTokenException(problem.code() + " " + whose + ": " + reason);
    }
}
