// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text without its escapes, as UTF-8, and where in the text each byte stands. One value has one plain text, whether it is
 * written as it is, or with the escapes of a URL, of JSON or of HTML, or with several of them, one on top of the other.
 */
final class UnescapedText {

    /** Escapes of escapes: JSON within JSON within HTML has three. */
    private static final int MAX_LAYERS = 6;

    private static final Pattern ESCAPE = Pattern.compile("%(?<url>[0-9A-Fa-f]{2})"
            + "|\\\\u(?<json>[0-9A-Fa-f]{4})"
            + "|\\\\x(?<byte>[0-9A-Fa-f]{2})"
            + "|\\\\(?<char>[/\\\\\"'])"
            + "|&#[xX]0{0,6}(?<hex>[0-9A-Fa-f]{1,4});"
            + "|&#0{0,6}(?<decimal>[0-9]{1,4});"
            + "|&(?<named>amp|lt|gt|quot|apos|sol|plus|equals);"
            // a form's space is a plus
            + "|(?<space> )");

    /** One character for each byte. */
    private final String bytes;

    private final int[] starts;
    private final int[] ends;

    private UnescapedText(String bytes, int[] starts, int[] ends) {
        this.bytes = bytes;
        this.starts = starts;
        this.ends = ends;
    }

    static UnescapedText of(String text) {
        UnescapedText plain = utf8(text);
        for (int layer = 0; layer < MAX_LAYERS; layer++) {
            UnescapedText next = plain.withoutLayer();
            if (next.bytes.equals(plain.bytes)) {
                return plain;
            }
            plain = next;
        }
        return plain;
    }

    /** The bytes, each as the character of that number. */
    String bytes() {
        return bytes;
    }

    /** Where in the text the byte at this index begins. */
    int start(int index) {
        return starts[index];
    }

    /** Where in the text the byte at this index ends. */
    int end(int index) {
        return ends[index];
    }

    private static UnescapedText utf8(String text) {
        Building building = new Building(text.length());
        for (int i = 0; i < text.length(); ) {
            int length = Character.charCount(text.codePointAt(i));
            building.add(text.substring(i, i + length), i, i + length);
            i += length;
        }
        return building.built();
    }

    private UnescapedText withoutLayer() {
        Building building = new Building(bytes.length());
        Matcher escape = ESCAPE.matcher(bytes);
        int copied = 0;
        while (escape.find()) {
            copy(copied, escape.start(), building);
            int start = starts[escape.start()];
            int end = ends[escape.end() - 1];
            if (escape.group("url") != null) {
                building.addByte((char) Integer.parseInt(escape.group("url"), 16), start, end);
            } else {
                building.add(Character.toString(unescaped(escape)), start, end);
            }
            copied = escape.end();
        }
        copy(copied, bytes.length(), building);
        return building.built();
    }

    private void copy(int from, int to, Building building) {
        for (int i = from; i < to; i++) {
            building.addByte(bytes.charAt(i), starts[i], ends[i]);
        }
    }

    private static char unescaped(Matcher escape) {
        for (String hexadecimal : new String[] {"json", "byte", "hex"}) {
            if (escape.group(hexadecimal) != null) {
                return (char) Integer.parseInt(escape.group(hexadecimal), 16);
            }
        }
        if (escape.group("decimal") != null) {
            return (char) Integer.parseInt(escape.group("decimal"));
        }
        if (escape.group("named") != null) {
            return named(escape.group("named"));
        }
        return escape.group("space") == null ? escape.group("char").charAt(0) : '+';
    }

    private static char named(String entity) {
        return switch (entity) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            case "sol" -> '/';
            case "equals" -> '=';
            default -> '+';
        };
    }

    /** Bytes in the making. */
    private static final class Building {

        private final StringBuilder bytes;
        private int[] starts;
        private int[] ends;

        Building(int expected) {
            bytes = new StringBuilder(expected);
            starts = new int[expected];
            ends = new int[expected];
        }

        void add(String character, int start, int end) {
            for (byte one : character.getBytes(StandardCharsets.UTF_8)) {
                addByte((char) (one & 0xff), start, end);
            }
        }

        void addByte(char one, int start, int end) {
            if (bytes.length() == starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length + 1);
                ends = Arrays.copyOf(ends, starts.length);
            }
            starts[bytes.length()] = start;
            ends[bytes.length()] = end;
            bytes.append(one);
        }

        UnescapedText built() {
            return new UnescapedText(bytes.toString(), starts, ends);
        }
    }
}
