// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

/** A JSON text that is not what its place demands. The message says what was expected and what was found, never the text. */
public final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String message) {
        super(message, null, false, false);
    }
}
