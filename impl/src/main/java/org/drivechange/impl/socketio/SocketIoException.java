// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

/**
 * A text that is no Socket.IO packet, or no URL of a namespace. The message quotes at most 40 characters of a packet, and
 * no query of a URL.
 *
 * @see <a href="https://socket.io/docs/v4/socket-io-protocol/#packet-encoding">Socket.IO protocol, packet encoding</a>
 */
public final class SocketIoException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int MAX_QUOTED = 40;

    SocketIoException(String message) {
        super(message, null, false, false);
    }

    /** The text is quoted from where it went wrong: what stands before may be a credential. */
    static SocketIoException expected(String expected, String text, int from) {
        return new SocketIoException("expected " + expected + " but found " + quoted(text, from));
    }

    private static String quoted(String text, int from) {
        if (from == text.length()) {
            return "nothing";
        }
        int end = Math.min(text.length(), from + MAX_QUOTED);
        StringBuilder visible = new StringBuilder("\"");
        text.substring(from, end).codePoints().forEach(c -> appendVisible(visible, c));
        return visible.append(end == text.length() ? "\"" : "…\"").toString();
    }

    private static void appendVisible(StringBuilder visible, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> escape(visible, c);
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED -> escape(visible, c);
            default -> visible.appendCodePoint(c);
        }
    }

    private static void escape(StringBuilder visible, int c) {
        visible.append(String.format("\\u%04x", c));
    }
}
