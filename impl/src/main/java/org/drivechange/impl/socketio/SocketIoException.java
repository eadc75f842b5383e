// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import org.drivechange.impl.diagnostics.SanitizedText;

/**
 * Thrown for a text that is not a Socket.IO packet or not the URL of a namespace. The message quotes at most 40 characters of a
 * packet, and no query of a URL.
 *
 * @see <a href="https://socket.io/docs/v4/socket-io-protocol/#packet-encoding">Socket.IO protocol, packet encoding</a>
 */
public final class SocketIoException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int MAX_QUOTED = 40;

    SocketIoException(String message) {
        super(message, null, false, false);
    }

    /** Creates an exception that quotes the text from the error on, as the part before may be a credential. */
    static SocketIoException expected(String expected, String text, int from) {
        return new SocketIoException("expected " + expected + " but found " + quoted(text, from));
    }

    private static String quoted(String text, int from) {
        return from == text.length() ? "nothing" : '"' + SanitizedText.of(text.substring(from), MAX_QUOTED) + '"';
    }
}
