// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

/**
 * Thrown for input of a server that is malformed or not expected: a packet, a URL, JSON. The message states what was expected
 * and quotes at most 40 characters, never a credential.
 */
public final class ProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int MAX_QUOTED = 40;

    public ProtocolException(String message) {
        super(message, null, false, false);
    }

    /** Creates an exception that quotes the text found. */
    public static ProtocolException expected(String expected, String found) {
        return expected(expected, found, 0);
    }

    /** Creates an exception that quotes the text from the error on, as the part before may be a credential. */
    public static ProtocolException expected(String expected, String text, int from) {
        return new ProtocolException("expected " + expected + " but found " + quoted(text, from));
    }

    private static String quoted(String text, int from) {
        return from == text.length() ? "nothing" : '"' + SanitizedText.of(text.substring(from), MAX_QUOTED) + '"';
    }
}
