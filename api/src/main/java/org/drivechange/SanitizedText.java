// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.util.stream.Collectors;

/** Formats external text for {@code toString()}: one short line, without invisible or directional characters. */
final class SanitizedText {

    private static final int MAX_TEXT = 400;

    private SanitizedText() {}

    static String of(String text) {
        return text.length() <= MAX_TEXT ? escaped(text) : escaped(text.substring(0, MAX_TEXT)) + "…";
    }

    private static String escaped(String text) {
        return text.codePoints()
                .mapToObj(c -> isVisible(c) ? Character.toString(c) : String.format("\\u%04x", c))
                .collect(Collectors.joining());
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }

    /** Returns the target, and the account if it is not the default one. */
    static String of(DriveEvent event) {
        String target = of(event.target().path());
        return event.account().isEmpty() ? target : target + " account=" + of(event.account());
    }
}
