// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text without its escapes, as UTF-8, with the position of each byte in the original. A value has the same unescaped text in
 * plain form and with the escapes of URLs, JSON or HTML, also nested.
 */
final class UnescapedText {

    /** Maximum nesting of escapes. JSON within JSON within HTML has three. */
    private static final int MAX_LAYERS = 6;

    private static final Pattern ESCAPE = Pattern.compile("%(?<url>[0-9A-Fa-f]{2})"
            + "|\\\\u(?<json>[0-9A-Fa-f]{4})"
            + "|\\\\x(?<byte>[0-9A-Fa-f]{2})"
            + "|\\\\(?<char>[/\\\\\"'])"
            + "|&#[xX]0{0,6}(?<hex>[0-9A-Fa-f]{1,4});"
            + "|&#0{0,6}(?<decimal>[0-9]{1,4});"
            + "|&(?<named>amp|lt|gt|quot|apos|sol|plus|equals);"
            // forms encode a space as a plus
            + "|(?<space> )");

    /** Bytes of the text, one character each. */
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

    /** Returns the bytes, each as the character with that number. */
    String bytes() {
        return bytes;
    }

    /** Returns the position in the original text at which this byte begins. */
    int start(int index) {
        return starts[index];
    }

    /** Returns the position in the original text at which this byte ends. */
    int end(int index) {
        return ends[index];
    }

    private static UnescapedText utf8(String text) {
        Builder builder = new Builder(text.length());
        for (int i = 0; i < text.length(); ) {
            int length = Character.charCount(text.codePointAt(i));
            builder.add(text.substring(i, i + length), i, i + length);
            i += length;
        }
        return builder.build();
    }

    private UnescapedText withoutLayer() {
        Builder builder = new Builder(bytes.length());
        Matcher escape = ESCAPE.matcher(bytes);
        int copied = 0;
        while (escape.find()) {
            copy(copied, escape.start(), builder);
            int start = starts[escape.start()];
            int end = ends[escape.end() - 1];
            if (escape.group("url") != null) {
                builder.addByte((char) Integer.parseInt(escape.group("url"), 16), start, end);
            } else {
                builder.add(Character.toString(unescaped(escape)), start, end);
            }
            copied = escape.end();
        }
        copy(copied, bytes.length(), builder);
        return builder.build();
    }

    private void copy(int from, int to, Builder builder) {
        for (int i = from; i < to; i++) {
            builder.addByte(bytes.charAt(i), starts[i], ends[i]);
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

    /** Builder of an unescaped text. */
    private static final class Builder {

        private final StringBuilder bytes;
        private int[] starts;
        private int[] ends;

        Builder(int expected) {
            bytes = new StringBuilder(expected);
            starts = new int[expected];
            ends = new int[expected];
        }

        void add(String character, int start, int end) {
            for (byte value : character.getBytes(StandardCharsets.UTF_8)) {
                addByte((char) (value & 0xff), start, end);
            }
        }

        void addByte(char value, int start, int end) {
            if (bytes.length() == starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length + 1);
                ends = Arrays.copyOf(ends, starts.length);
            }
            starts[bytes.length()] = start;
            ends[bytes.length()] = end;
            bytes.append(value);
        }

        UnescapedText build() {
            return new UnescapedText(bytes.toString(), starts, ends);
        }
    }
}
