// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.session.Tokens;
import org.drivechange.spi.AccessTokenProvider;

/** Tokens from the application's own bean, asked in a request context. */
final class ApplicationTokens implements Tokens {

    private final AccessTokenProvider provider;
    private final RequestContexts requestContexts;

    ApplicationTokens(AccessTokenProvider provider, RequestContexts requestContexts) {
        this.provider = provider;
        this.requestContexts = requestContexts;
    }

    @Override
    public AccessToken token(String account) throws Exception {
        String token = requestContexts.call(() -> provider.accessToken(account));
        if (token == null) {
            throw new IllegalStateException("the AccessTokenProvider gave null");
        }
        return new AccessToken(token);
    }

    @Override
    public void rejected(String account, AccessToken token) {
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
