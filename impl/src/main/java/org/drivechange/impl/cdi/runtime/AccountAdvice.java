// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.Set;
import java.util.stream.Collectors;
import org.drivechange.impl.config.ConfigKey;
import org.drivechange.impl.config.DriveChangeConfig;

/** Describes the configured accounts and how to supply an access token for another one. */
public record AccountAdvice(DriveChangeConfig configuration) {

    public String forAccount(String account) {
        return configured() + " Expected one of: " + ConfigKey.token(account) + emptied(account) + "; "
                + ConfigKey.OAUTH_CLIENT_ID.of(account) + ", to sign in; a bean (its class needs a scope such as"
                + " @ApplicationScoped) that implements org.drivechange.spi.AccessTokenProvider.";
    }

    private String configured() {
        Set<String> accounts = configuration.accounts();
        if (accounts.isEmpty()) {
            return "No other account is configured.";
        }
        return "The configured accounts are: " + accounts.stream().sorted().collect(Collectors.joining(", ")) + ".";
    }

    private String emptied(String account) {
        return configuration.isBlank(ConfigKey.token(account)) ? " (present, but with an empty value)" : "";
    }
}
