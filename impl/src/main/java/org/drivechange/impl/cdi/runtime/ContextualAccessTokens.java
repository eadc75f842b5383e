// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.concurrent.Executor;
import org.drivechange.impl.concurrent.ContextualCall;
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
        return new ContextualCall(context).call(() -> tokens.token(account));
    }

    @Override
    public void rejected(String account, AccessToken token) {
        context.execute(() -> tokens.rejected(account, token));
    }
}
