// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.drivechange.impl.config.DriveChangeConfig;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.http.ProxyAwareHttpClient;
import org.drivechange.impl.http.TextHttpClient;
import org.drivechange.impl.oauth.OAuthAccessTokens;
import org.drivechange.impl.oauth.OAuthSettings;

/**
 * Registry of the accounts that have access tokens.
 *
 * @param provider whether the application supplies tokens itself, which makes every account known
 * @param longestDelay delay before a rejected refresh token is tried again
 */
public record AccountRegistry(DriveChangeConfig configuration, boolean provider, Duration longestDelay) {

    public boolean isKnown(String account) {
        return provider || isConfigured(account);
    }

    /** Whether a token or a sign-in is configured for the account. */
    boolean isConfigured(String account) {
        return configuration.token(account).isPresent() || oauth(account).isPresent();
    }

    /** Creates the source of the configured tokens of all accounts. */
    OAuthAccessTokens configured(ProxyAwareHttpClient http, InstantSource clock) {
        return new OAuthAccessTokens(
                this::oauth, new ConfigAccessTokens(configuration), new TextHttpClient(http), clock, longestDelay);
    }

    private Optional<OAuthSettings> oauth(String account) {
        return configuration.oauth(account, problem -> FailSafeLog.log(Level.WARNING, problem));
    }
}
