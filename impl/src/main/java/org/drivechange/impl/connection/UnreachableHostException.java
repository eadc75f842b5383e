// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.io.IOException;

/** A host cannot be connected to. The message says why, for people, and holds no secrets. */
public final class UnreachableHostException extends IOException {

    private static final long serialVersionUID = 1;

    public UnreachableHostException(String message, Throwable cause) {
        super(message, cause);
    }
}
