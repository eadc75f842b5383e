// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

/** Thrown for malformed or unexpected JSON. The message states what was expected and found, never the text. */
public final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String message) {
        super(message, null, false, false);
    }
}
