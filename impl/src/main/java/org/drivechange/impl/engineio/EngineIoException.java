// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.engineio;

/**
 * A frame that is no Engine.IO packet; the link is to be closed. The message quotes at most 40 characters of the frame.
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
        if (found.isEmpty()) {
            return "nothing";
        }
        boolean whole = found.length() <= MAX_QUOTED;
        StringBuilder visible = new StringBuilder("\"");
        (whole ? found : found.substring(0, MAX_QUOTED)).codePoints().forEach(c -> appendVisible(visible, c));
        return visible.append(whole ? "\"" : "…\"").toString();
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
