// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.io.Serial;

/** Somebody asked for something in a way that is not understood; the message says what is accepted. */
final class BadInput extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    BadInput(String message) {
        super(message);
    }
}
