// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How one account signs in (OAuth 2.0, RFC 6749).
 *
 * @param clientId the application's, as it is registered
 * @param clientSecret the application's, where it is registered as one that keeps a secret
 * @param authority the identity platform and the tenant, such as {@code https://login.microsoftonline.com/common}
 * @param scopes what is asked for, such as {@code Files.Read}
 * @param cache the file that keeps the sign-in
 */
public record OAuthSettings(
        String clientId, Optional<String> clientSecret, URI authority, Set<String> scopes, Path cache) {

    public OAuthSettings {
        scopes = Set.copyOf(scopes);
    }

    /** What a person types to sign in, without the secret. */
    String signInCommand() {
        return "java -jar drivechange-sign-in.jar --client-id " + clientId + " --authority " + authority + " --scopes '"
                + scopes.stream().sorted().collect(Collectors.joining(" ")) + "' --cache '" + cache + "'";
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OAuthSettings[" + clientId + " at " + authority + " for " + scopes + ", kept in " + cache + "]";
    }
}
