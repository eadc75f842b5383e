// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes one short, visible line of a text from outside, without the credentials that are known, however they are escaped,
 * and without any URL's query.
 */
public final class Redactor {

    private static final Redactor NONE = new Redactor(Stream.empty());

    private static final int MAX_TEXT = 300;

    /** How much more is searched than is shown, for a secret that begins in the one and ends in the other. */
    private static final int MARGIN = 400;

    private static final String HIDDEN = "[redacted]";

    /** Stands for what is hidden until the rest is read; no visible text has it. */
    private static final String MARK = "\uffff";

    /** WebSocket containers put the URL into their messages, and its query is the credential. */
    private static final Pattern QUERY = Pattern.compile("\\?[^\\s\\]\"<>]*[^\\s\\]\"<>)']");

    /** The parameters that DriveChange adds are the same for everyone. */
    private static final Set<String> PUBLIC_PARAMETERS = Set.of("EIO", "transport");

    private final SecretFinder secrets;

    private Redactor(Stream<String> values) {
        secrets = new SecretFinder(values.toList());
    }

    /** Where no credential is known. */
    public static Redactor none() {
        return NONE;
    }

    /** Hides these values. */
    public static Redactor of(String... values) {
        return new Redactor(Stream.of(values));
    }

    /**
     * Hides the values of a URL's query.
     *
     * @param query the raw query, null for none
     * @param more other values to hide
     */
    public static Redactor ofQuery(String query, List<String> more) {
        Stream<String> parameters = query == null ? Stream.empty() : Stream.of(query.split("&", -1));
        return new Redactor(Stream.concat(parameters.filter(Redactor::isSecret).map(Redactor::value), more.stream()));
    }

    private static boolean isSecret(String parameter) {
        return !PUBLIC_PARAMETERS.contains(parameter.substring(0, Math.max(0, parameter.indexOf('='))));
    }

    private static String value(String parameter) {
        return parameter.substring(parameter.indexOf('=') + 1);
    }

    /** The text on one line of at most 300 characters. */
    public String redact(String text) {
        return redact(text, MAX_TEXT);
    }

    /** The text on one line of at most so many characters. What is long is truncated before it is searched. */
    String redact(String text, int limit) {
        String visible = SanitizedText.of(text, limit + MARGIN);
        String withoutQueries = QUERY.matcher(marked(visible)).replaceAll("?" + SanitizedText.ELLIPSIS);
        return truncated(withoutQueries.replace(MARK, HIDDEN), limit);
    }

    /** Known secrets go first: what surrounds them may contain characters that end a URL. */
    private String marked(String text) {
        UnescapedText plain = UnescapedText.of(text);
        BitSet hidden = secrets.in(plain.bytes());
        StringBuilder marked = new StringBuilder();
        int copied = 0;
        for (int from = hidden.nextSetBit(0); from >= 0; ) {
            int to = hidden.nextClearBit(from);
            marked.append(text, copied, Math.max(copied, plain.start(from))).append(MARK);
            copied = plain.end(to - 1);
            from = hidden.nextSetBit(to);
        }
        return marked.append(text, copied, text.length()).toString();
    }

    /** At a space, if one is near: half a word says little. */
    private static String truncated(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int space = text.lastIndexOf(' ', limit - 1);
        int end = space > limit / 2 ? space : limit - 1;
        boolean halfCharacter = Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, halfCharacter ? end - 1 : end) + SanitizedText.ELLIPSIS;
    }
}
