// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

/** There is no access token for an account. The message begins with a code such as {@code DRC2010}, and holds no secret. */
public class AccessTokenException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * Makes an exception.
     *
     * @param message the code and the reason, not null
     */
    public AccessTokenException(String message) {
        super(message);
    }
}
