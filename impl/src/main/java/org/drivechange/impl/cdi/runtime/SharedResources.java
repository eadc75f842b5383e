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
 * What the sessions and the application's own requests for access tokens share.
 *
 * @param configured the tokens that the configuration supplies
 * @param tokens of all accounts, one instance for all requests
 * @param early the application's requests before the start, without the server's context
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
     * Makes them on a thread of the application, whose class loader is captured. No thread starts before there is work.
     *
     * @param provided puts the application's own tokens before those of the configuration
     */
    public static SharedResources create(AccountRegistry accounts, UnaryOperator<AccessTokens> provided) {
        ClassLoader current = Thread.currentThread().getContextClassLoader();
        RuntimeExecutors engine =
                new RuntimeExecutors(current == null ? SharedResources.class.getClassLoader() : current);
        AsynchronousLog log = new AsynchronousLog(engine.logging());
        ProxyAwareHttpClient http = new ProxyAwareHttpClient(engine.blocking());
        OAuthAccessTokens configured = accounts.configured(http, InstantSource.system());
        AccessTokens tokens = provided.apply(configured);
        return new SharedResources(engine, log, http, configured, tokens, new TokenRequestLimiter(tokens, engine, log));
    }

    @Override
    public void close() {
        http.close();
        executors.close();
        configured.close();
    }
}
