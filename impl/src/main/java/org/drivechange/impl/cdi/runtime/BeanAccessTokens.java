// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.drivechange.impl.config.ConfigKey;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.AccessTokens;
import org.drivechange.spi.AccessTokenProvider;

/**
 * Access tokens from the application's {@link AccessTokenProvider} bean, called in a request context. If it returns null,
 * the configured token is used.
 */
public final class BeanAccessTokens implements AccessTokens {

    private final AccessTokenProvider provider;
    private final RequestContextPool requestContexts;
    private final AccountRegistry accounts;
    private final AccessTokens configured;

    /** Accounts whose last token came from the configuration. Rejections are forwarded there. */
    private final Set<String> delegated = ConcurrentHashMap.newKeySet();

    public BeanAccessTokens(
            AccessTokenProvider provider,
            RequestContextPool requestContexts,
            AccountRegistry accounts,
            AccessTokens configured) {
        this.provider = provider;
        this.requestContexts = requestContexts;
        this.accounts = accounts;
        this.configured = configured;
    }

    @Override
    public AccessToken token(String account) throws Exception {
        String token = requestContexts.call(() -> provider.accessToken(account));
        if (token != null) {
            delegated.remove(account);
            return new AccessToken(token);
        }
        if (!accounts.isConfigured(account)) {
            throw new IllegalStateException("the AccessTokenProvider returned null, and the configuration has neither "
                    + ConfigKey.token(account) + " nor " + ConfigKey.OAUTH_CLIENT_ID.of(account));
        }
        delegated.add(account);
        return configured.token(account);
    }

    @Override
    public void rejected(String account, AccessToken token) {
        if (delegated.contains(account)) {
            configured.rejected(account, token);
            return;
        }
        try {
            requestContexts.call(() -> {
                provider.rejected(account, token.value());
                return null;
            });
        } catch (Exception failure) {
            throw new IllegalStateException("the AccessTokenProvider failed in rejected()", failure);
        }
    }
}
