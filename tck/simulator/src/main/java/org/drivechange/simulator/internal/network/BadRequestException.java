// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import java.io.Serial;

/** Thrown for an invalid request or option; the message names the accepted values. */
public final class BadRequestException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public BadRequestException(String message) {
        super(message);
    }
}
