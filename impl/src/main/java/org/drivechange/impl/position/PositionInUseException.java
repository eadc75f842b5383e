// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

/** Thrown when another process uses a position. The message names it. */
public final class PositionInUseException extends Exception {

    private static final long serialVersionUID = 1;

    public PositionInUseException(String message) {
        super(message);
    }
}
