// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.concurrent.Callable;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.session.Tokens;
import org.drivechange.spi.AccessTokenProvider;

/** Tokens from the application's own bean, asked in a request context. */
final class ApplicationTokens implements Tokens {

    private final AccessTokenProvider provider;
    private final Instance<Object> beans;

    ApplicationTokens(AccessTokenProvider provider, BeanManager beanManager) {
        this.provider = provider;
        this.beans = beanManager.createInstance();
    }

    @Override
    public AccessToken token(String account) throws Exception {
        String token = inRequest(() -> provider.accessToken(account));
        if (token == null) {
            throw new IllegalStateException("the AccessTokenProvider gave null");
        }
        return new AccessToken(token);
    }

    @Override
    public void rejected(String account, AccessToken token) {
        try {
            inRequest(() -> {
                provider.rejected(account, token.value());
                return null;
            });
        } catch (Exception failure) {
            throw new IllegalStateException("the AccessTokenProvider failed in rejected()", failure);
        }
    }

    private <T> T inRequest(Callable<T> call) throws Exception {
        RequestContextController context =
                beans.select(RequestContextController.class).get();
        boolean activated = context.activate();
        try {
            return call.call();
        } finally {
            if (activated) {
                context.deactivate();
            }
            beans.destroy(context);
        }
    }
}
