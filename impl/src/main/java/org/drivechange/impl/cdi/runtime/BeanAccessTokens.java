// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.drivechange.impl.config.ConfigKey;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.AccessTokens;
import org.drivechange.spi.AccessTokenProvider;

/** Tokens from the application's own bean, asked in a request context; null passes an account on to the configuration. */
public final class BeanAccessTokens implements AccessTokens {

    private final AccessTokenProvider provider;
    private final RequestContextPool requestContexts;
    private final AccountRegistry accounts;
    private final AccessTokens configured;

    /** The accounts whose last token came from the configuration, which therefore hears of its rejection. */
    private final Set<String> passedOn = ConcurrentHashMap.newKeySet();

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
            passedOn.remove(account);
            return new AccessToken(token);
        }
        if (!accounts.isConfigured(account)) {
            throw new IllegalStateException("the AccessTokenProvider returned null, and the configuration has neither "
                    + ConfigKey.token(account) + " nor " + ConfigKey.OAUTH_CLIENT_ID.of(account));
        }
        passedOn.add(account);
        return configured.token(account);
    }

    @Override
    public void rejected(String account, AccessToken token) {
        if (passedOn.contains(account)) {
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
