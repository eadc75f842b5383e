// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

/**
 * Thrown when there is no access token for an account. The message starts with a code such as {@code DRC2010} and contains
 * no secret.
 */
public class AccessTokenException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param message the code and the reason, not null
     */
    public AccessTokenException(String message) {
        super(message);
    }
}
