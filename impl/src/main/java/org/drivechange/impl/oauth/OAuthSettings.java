// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sign-in settings of one account (OAuth 2.0, RFC 6749).
 *
 * @param clientId the client id of the registered application
 * @param clientSecret the client secret, for a confidential client
 * @param authority the identity platform and the tenant, such as {@code https://login.microsoftonline.com/common}
 * @param scopes the requested scopes, such as {@code Files.Read}
 * @param cache the token cache file
 */
public record OAuthSettings(
        String clientId, Optional<String> clientSecret, URI authority, Set<String> scopes, Path cache) {

    public OAuthSettings {
        scopes = Set.copyOf(scopes);
    }

    /** Returns the command line to sign in, without the secret. */
    String signInCommand() {
        return "java -jar drivechange-sign-in.jar --client-id " + clientId + " --authority " + authority + " --scopes '"
                + scopes.stream().sorted().collect(Collectors.joining(" ")) + "' --cache '" + cache + "'";
    }

    /** Returns the settings without the secret. */
    @Override
    public String toString() {
        return "OAuthSettings[" + clientId + " at " + authority + " for " + scopes + ", kept in " + cache + "]";
    }
}
