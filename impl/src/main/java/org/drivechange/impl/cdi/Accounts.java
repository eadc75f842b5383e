// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import org.drivechange.impl.config.Configuration;
import org.drivechange.impl.http.PlainHttp;
import org.drivechange.impl.http.ProxiedHttp;
import org.drivechange.impl.oauth.OAuthSettings;
import org.drivechange.impl.oauth.OAuthTokens;
import org.drivechange.impl.session.Tokens;

/**
 * Which accounts there are.
 *
 * @param provider whether the application brings tokens itself, which makes every account one
 */
record Accounts(Configuration configuration, boolean provider) {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    boolean known(String account) {
        return provider
                || configuration.token(account).isPresent()
                || oauth(account).isPresent();
    }

    /** Tokens from what the configuration says of each account. */
    Tokens configured(ProxiedHttp http, InstantSource clock) {
        return new OAuthTokens(this::oauth, new ConfiguredTokens(configuration), new PlainHttp(http), clock);
    }

    private Optional<OAuthSettings> oauth(String account) {
        return configuration.oauth(account, problem -> LOG.log(Level.WARNING, problem));
    }
}
