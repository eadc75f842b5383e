// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

/**
 * Escapes characters that change how a log line is displayed, such as line ends, escape sequences and bidirectional controls,
 * and truncates the text.
 */
public final class SanitizedText {

    /** Suffix of a truncated text. */
    static final String ELLIPSIS = "…";

    /** Maximum length of a value; longer than any identifier of Graph. */
    private static final int MAX_VALUE = 300;

    private SanitizedText() {}

    /** Returns an identifier or another value on one line. */
    public static String of(String value) {
        return of(value, MAX_VALUE);
    }

    /**
     * Returns a text on one line of at most {@code limit} characters and an ellipsis. Reads no more of the text than it
     * returns.
     */
    public static String of(String text, int limit) {
        int start = visiblePrefix(text, limit);
        return start == text.length() ? text : escaped(text, start, limit);
    }

    /** Returns the length of the prefix that needs no escaping. Most texts need no copy. */
    private static int visiblePrefix(String text, int limit) {
        int i = 0;
        while (i < text.length() && i < limit && isVisibleAscii(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isVisibleAscii(char c) {
        return c >= ' ' && c <= '~';
    }

    private static String escaped(String text, int start, int limit) {
        StringBuilder visible = new StringBuilder(text.substring(0, start));
        for (int i = start; i < text.length(); ) {
            int c = text.codePointAt(i);
            String next = isVisible(c) ? Character.toString(c) : escape(c);
            if (visible.length() + next.length() > limit) {
                return visible.append(ELLIPSIS).toString();
            }
            visible.append(next);
            i += Character.charCount(c);
        }
        return visible.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }

    private static String escape(int c) {
        return String.format(c > 0xffff ? "\\u{%x}" : "\\u%04x", c);
    }
}
