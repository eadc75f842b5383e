// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.io.IOException;

/** Thrown if a host cannot be reached. The message states the cause and contains no secrets. */
public final class UnreachableHostException extends IOException {

    private static final long serialVersionUID = 1;

    public UnreachableHostException(String message, Throwable cause) {
        super(message, cause);
    }
}
