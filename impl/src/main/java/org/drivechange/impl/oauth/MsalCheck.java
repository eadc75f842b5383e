// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.io.IOException;
import java.util.Optional;

/** Checks that msal4j and its dependencies have the API that a sign-in uses. */
public final class MsalCheck {

    private MsalCheck() {}

    /** Returns the problem. Empty if msal4j is usable. */
    public static Optional<String> problem(OAuthSettings settings) {
        try {
            new MsalClient(settings, request -> {
                        throw new IOException("no request was expected");
                    })
                    .link();
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of("msal4j cannot be used (" + e
                    + "); expected com.microsoft.azure:msal4j 1.26 or newer with the azure-json and the slf4j-api that it"
                    + " depends on. Update them, or remove older ones from the application or the server.");
        } catch (IOException | RuntimeException ignored) {
            // occurs again, and is reported, when the account signs in
            return Optional.empty();
        }
    }
}
