// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import java.util.Optional;

/**
 * A bearer token (RFC 6750, section 2.1). A separate type with a redacted {@code toString}.
 *
 * @param claims claims that Graph requires of the token after a rejected one, as JSON
 */
public record AccessToken(String value, Optional<String> claims) {

    private static final String EXPECTED = "; expected the bare token, without \"Bearer\", quotes or line breaks.";

    /**
     * @throws IllegalArgumentException if the text is invalid in an HTTP header; the message does not contain it
     */
    public AccessToken {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The access token is blank" + EXPECTED);
        }
        if (value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    "The access token is not one word of visible ASCII characters" + EXPECTED);
        }
        if (value.matches("[\"'].*|.*[\"']")) {
            throw new IllegalArgumentException("The access token is in quotes" + EXPECTED);
        }
    }

    public AccessToken(String value) {
        this(value, Optional.empty());
    }

    /** Returns this token after its rejection, with the claims of the challenge, if any. */
    public AccessToken challenged(Optional<String> requiredClaims) {
        return new AccessToken(value, requiredClaims);
    }

    @Override
    public String toString() {
        return "AccessToken[redacted]";
    }
}
