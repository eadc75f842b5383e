// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.drivechange.impl.concurrent.RuntimeExecutors;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.graph.AccessTokens;
import org.drivechange.impl.http.ProxyAwareHttpClient;
import org.drivechange.impl.oauth.OAuthAccessTokens;
import org.drivechange.impl.runtime.TokenRequestLimiter;

/**
 * Resources shared by the sessions and the application's own token requests.
 *
 * @param configured tokens from the configuration
 * @param tokens tokens of all accounts, one instance for all requests
 * @param early token requests of the application before the start, without the server's context
 */
public record SharedResources(
        RuntimeExecutors executors,
        AsynchronousLog log,
        ProxyAwareHttpClient http,
        OAuthAccessTokens configured,
        AccessTokens tokens,
        TokenRequestLimiter early)
        implements AutoCloseable {

    /**
     * Creates the resources on a thread of the application and captures its class loader. Threads start on demand.
     *
     * @param provided gives the application's own tokens precedence over the configured ones
     */
    public static SharedResources create(AccountRegistry accounts, UnaryOperator<AccessTokens> provided) {
        ClassLoader current = Thread.currentThread().getContextClassLoader();
        RuntimeExecutors executors =
                new RuntimeExecutors(current == null ? SharedResources.class.getClassLoader() : current);
        AsynchronousLog log = new AsynchronousLog(executors.logging());
        ProxyAwareHttpClient http = new ProxyAwareHttpClient(executors.blocking());
        OAuthAccessTokens configured = accounts.configured(http, InstantSource.system());
        AccessTokens tokens = provided.apply(configured);
        return new SharedResources(
                executors, log, http, configured, tokens, new TokenRequestLimiter(tokens, executors, log));
    }

    @Override
    public void close() {
        http.close();
        executors.close();
        configured.close();
    }
}
