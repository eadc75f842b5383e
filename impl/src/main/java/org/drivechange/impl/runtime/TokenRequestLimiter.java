// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.util.function.Consumer;
import org.drivechange.impl.concurrent.SessionExecutors;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.AccessTokens;

/** Limits the concurrent calls to the token provider of each account. A provider that hangs delays only its account. */
public final class TokenRequestLimiter {

    private static final int CALLS_PER_ACCOUNT = 4;

    private final AccessTokens tokens;
    private final AccountCallLimiter calls;

    /**
     * Creates the limiter of one application.
     *
     * @param executors source of threads
     */
    public TokenRequestLimiter(AccessTokens tokens, SessionExecutors executors, AsynchronousLog log) {
        this.tokens = tokens;
        this.calls = new AccountCallLimiter(CALLS_PER_ACCOUNT, executors::call, TokenRequestLimiter::warning, log);
    }

    /** Calls the provider as soon as the account has a free place. */
    public Cancellable call(String account, Consumer<AccessTokens> request) {
        return calls.run(account, () -> request.accept(tokens));
    }

    private static String warning(String subject, int overdue, int waiting) {
        return ErrorCode.PROVIDER_HANGS.message(subject + ": " + overdue
                + " calls for an access token have not returned within drivechange.connect-timeout"
                + " and are still running; " + waiting + " more wait until one of them returns."
                + " Other accounts are not affected.");
    }
}
