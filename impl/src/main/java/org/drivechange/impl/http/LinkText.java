// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drivechange.impl.diagnostics.Redactor;
import org.drivechange.impl.diagnostics.SanitizedText;
import org.drivechange.impl.graph.AccessToken;

/** Formats links of deltas for messages. Query and function parameters contain a token that names drive, list and user. */
final class LinkText {

    private static final int MAX_PATH = 80;

    private static final Pattern PARAMETERS = Pattern.compile("\\([^/]*");

    /** Token of a link such as {@code delta?token=…} or {@code delta(token='…')}. */
    private static final Pattern TOKEN =
            Pattern.compile("token(?:=|%3d)(?:'|%27)?([^&')]{8,})", Pattern.CASE_INSENSITIVE);

    private LinkText() {}

    /** Returns a link's origin and the begin of its path. */
    static String of(URI link) {
        String path = PARAMETERS.matcher(link.getRawPath()).replaceAll("(…)");
        return link.getScheme() + "://" + link.getRawAuthority() + SanitizedText.of(path, MAX_PATH);
    }

    /** Returns a redactor of the access token and of the link's token, which Graph's messages may quote. */
    static Redactor redactor(URI link, AccessToken token) {
        Matcher matcher = TOKEN.matcher(link.toString());
        Stream<String> tokens = matcher.results().map(found -> found.group(1));
        return Redactor.of(Stream.concat(Stream.of(token.value()), tokens).toArray(String[]::new));
    }
}
