// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.quickstart;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Prints lines with a coloured prefix, without colour if NO_COLOR is set (no-color.org). */
final class Terminal {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private static final int MAX_LENGTH = 500;

    private final boolean colours = System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));

    void info(String text) {
        line("1", "", text);
    }

    void green(String label, String text) {
        line("1;32", label, text);
    }

    void yellow(String label, String text) {
        line("1;33", label, text);
    }

    void blue(String label, String text) {
        line("1;34", label, text);
    }

    void red(String label, String text) {
        line("1;31", label, text);
    }

    private void line(String colour, String label, String text) {
        String padded = String.format("%-9s", label);
        String shown = colours ? "\u001b[" + colour + "m" + padded + "\u001b[0m" : padded;
        System.out.println(LocalTime.now(ZoneId.systemDefault()).format(TIME) + "  " + shown + visible(text));
    }

    /** Removes control characters: text from a server may move the cursor, colour the line or reverse it. */
    static String visible(String text) {
        return HIDDEN.matcher(text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text)
                .replaceAll("?");
    }
}
