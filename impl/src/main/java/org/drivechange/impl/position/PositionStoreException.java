// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import org.drivechange.impl.diagnostics.ErrorCode;

/** Thrown by a store that knows the cause of its failure. The message contains no secret. */
public final class PositionStoreException extends Exception {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    public PositionStoreException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
