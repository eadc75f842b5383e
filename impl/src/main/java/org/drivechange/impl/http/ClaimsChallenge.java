// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses claims challenges: the claims that Graph requires of the next access token.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/claims-challenge">Claims challenges</a>
 */
final class ClaimsChallenge {

    private static final Pattern INSUFFICIENT =
            Pattern.compile("\\berror\\s*=\\s*\"?insufficient_claims\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern CLAIMS =
            Pattern.compile("\\bclaims\\s*=\\s*\"?([A-Za-z0-9+/_-]{1,16384}=*)", Pattern.CASE_INSENSITIVE);

    private ClaimsChallenge() {}

    /** Returns the claims as JSON (OpenID Connect Core 1.0, section 5.5). Empty if none are required. */
    static Optional<String> in(HttpHeaders headers) {
        return headers.allValues("WWW-Authenticate").stream()
                .filter(challenge -> INSUFFICIENT.matcher(challenge).find())
                .map(CLAIMS::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1).replace('-', '+').replace('_', '/'))
                .flatMap(encoded -> decoded(encoded).stream())
                .findFirst();
    }

    private static Optional<String> decoded(String encoded) {
        try {
            String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return Optional.of(text).filter(json -> json.startsWith("{"));
        } catch (IllegalArgumentException ignored) {
            return Optional.empty();
        }
    }
}
