// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.util.stream.Collectors;

/** Texts from outside as {@code toString()} shows them: on one short line, without characters that change how it is read. */
final class VisibleText {

    private static final int MAX_TEXT = 400;

    private VisibleText() {}

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

    /** The target, and the account where it is not the default one. */
    static String of(DriveEvent event) {
        String target = of(event.target().path());
        return event.account().isEmpty() ? target : target + " account=" + of(event.account());
    }
}
