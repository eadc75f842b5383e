// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

/** A bearer token (RFC 6750, section 2.1). A type of its own so that it is never printed by accident. */
public record AccessToken(String value) {

    /**
     * @throws IllegalArgumentException when the text cannot stand in an HTTP header; the message does not show it
     */
    public AccessToken {
        if (value.isBlank() || value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("The access token is "
                    + (value.isBlank() ? "blank" : "not one word of visible ASCII characters")
                    + "; expected is the bare token, without \"Bearer\", quotes or line breaks.");
        }
    }

    @Override
    public String toString() {
        return "AccessToken[redacted]";
    }
}
