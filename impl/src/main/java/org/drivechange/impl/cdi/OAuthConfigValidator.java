// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.drivechange.impl.cdi.runtime.OptionalApis;
import org.drivechange.impl.config.ConfigKey;
import org.drivechange.impl.config.DriveChangeConfig;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.oauth.MsalCheck;
import org.drivechange.impl.oauth.OAuthSettings;

/** Checks at deployment that accounts with OAuth configuration can sign in. */
final class OAuthConfigValidator {

    private final DriveChangeConfig configuration;
    private final DeploymentProblems problems;
    private final Map<Path, String> caches = new HashMap<>();

    OAuthConfigValidator(DriveChangeConfig configuration, DeploymentProblems problems) {
        this.configuration = configuration;
        this.problems = problems;
    }

    void check(String account) {
        configuration.oauth(account, problems::add).ifPresent(settings -> check(account, settings));
    }

    private void check(String account, OAuthSettings settings) {
        String other = caches.putIfAbsent(settings.cache(), account);
        if (other != null && !other.equals(account)) {
            problems.add(
                    ErrorCode.VALUE_INVALID,
                    "Expected a file for each account's sign-in (" + ConfigKey.OAUTH_CACHE.of(other) + ", "
                            + ConfigKey.OAUTH_CACHE.of(account) + ") but found one for both, " + settings.cache()
                            + ".");
        }
        if (!OptionalApis.present("com.microsoft.aad.msal4j.PublicClientApplication")) {
            problems.add(
                    ErrorCode.MSAL_MISSING,
                    named(account) + " signs in as " + settings.clientId() + " (" + ConfigKey.OAUTH_CLIENT_ID.key()
                            + "), but msal4j is missing; add"
                            + " com.microsoft.azure:msal4j to the application, or remove the key.");
        } else {
            MsalCheck.problem(settings).ifPresent(problem -> problems.add(ErrorCode.LIBRARY_INCOMPLETE, problem));
        }
    }

    private static String named(String account) {
        return account.isEmpty() ? "The default account" : "The account " + account;
    }
}
