// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Formats a text from outside as one short, printable line. Removes the known credentials, in any escaped form, and the query
 * of any URL.
 */
public final class Redactor {

    private static final Redactor NONE = new Redactor(Stream.empty());

    private static final int MAX_TEXT = 300;

    /** Number of characters searched beyond the limit, for a secret that crosses it. */
    private static final int MARGIN = 400;

    private static final String HIDDEN = "[redacted]";

    /** Placeholder of hidden parts during processing; no printable text contains it. */
    private static final String MARK = "\uffff";

    /** Query of a URL. WebSocket containers put the URL into their messages, and its query is the credential. */
    private static final Pattern QUERY = Pattern.compile("\\?[^\\s\\]\"<>]*[^\\s\\]\"<>)']");

    /** Token of a delta in the function form of a link, {@code delta(token='…')}. */
    private static final Pattern FUNCTION_TOKEN =
            Pattern.compile("\\((?:delta)?token(?:=|%3d)[^)\\s]*\\)?", Pattern.CASE_INSENSITIVE);

    /** Parameters that DriveChange adds; their values are public. */
    private static final Set<String> PUBLIC_PARAMETERS = Set.of("EIO", "transport");

    private final SecretFinder secrets;

    private Redactor(Stream<String> values) {
        secrets = new SecretFinder(values.toList());
    }

    /** Returns a redactor without known credentials. */
    public static Redactor none() {
        return NONE;
    }

    /** Returns a redactor of these values. */
    public static Redactor of(String... values) {
        return new Redactor(Stream.of(values));
    }

    /**
     * Returns a redactor of the values of a URL's query.
     *
     * @param query raw query, null for none
     * @param more further values to hide
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

    /** Returns the redacted text on one line of at most 300 characters. */
    public String redact(String text) {
        return redact(text, MAX_TEXT);
    }

    /**
     * Returns the redacted text on one line of at most {@code limit} characters. A long text is truncated before it is
     * searched.
     */
    String redact(String text, int limit) {
        String visible = SanitizedText.of(text, limit + MARGIN);
        String withoutQueries = QUERY.matcher(marked(visible)).replaceAll("?" + SanitizedText.ELLIPSIS);
        String withoutTokens = FUNCTION_TOKEN.matcher(withoutQueries).replaceAll("(" + SanitizedText.ELLIPSIS + ")");
        return truncated(withoutTokens.replace(MARK, HIDDEN), limit);
    }

    /** Marks known secrets. They are replaced first, as the surrounding text may contain characters that end a URL. */
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

    /** Truncates a text, at a space if one is near. */
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
