// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.AccessTokens;

/**
 * Requests tokens in the application's server context.
 *
 * @param context runs a task immediately on the calling thread
 */
record ContextualAccessTokens(AccessTokens tokens, Executor context) implements AccessTokens {

    @Override
    public AccessToken token(String account) throws Exception {
        FutureTask<AccessToken> task = new FutureTask<>(() -> tokens.token(account));
        context.execute(task);
        try {
            return task.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Exception exception ? exception : failure;
        }
    }

    @Override
    public void rejected(String account, AccessToken token) {
        context.execute(() -> tokens.rejected(account, token));
    }
}
