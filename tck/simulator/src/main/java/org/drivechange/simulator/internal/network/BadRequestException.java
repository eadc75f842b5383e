// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import java.io.Serial;

/** Somebody asked for something in a way that is not understood; the message says what is accepted. */
public final class BadRequestException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public BadRequestException(String message) {
        super(message);
    }
}
