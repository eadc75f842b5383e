// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.engineio;

import org.drivechange.impl.diagnostics.SanitizedText;

/**
 * Thrown for a frame that is not an Engine.IO packet; the connection has to be closed. The message quotes at most 40 characters
 * of the frame.
 *
 * @see <a href="https://socket.io/docs/v4/engine-io-protocol/#protocol">Engine.IO protocol, packets</a>
 */
public final class EngineIoException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int MAX_QUOTED = 40;

    private EngineIoException(String message) {
        super(message, null, false, false);
    }

    static EngineIoException expected(String expected, String found) {
        return new EngineIoException("expected " + expected + " but found " + quoted(found));
    }

    private static String quoted(String found) {
        return found.isEmpty() ? "nothing" : '"' + SanitizedText.of(found, MAX_QUOTED) + '"';
    }
}
