// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drivechange.impl.socketio.NotificationUrl;
import org.drivechange.impl.socketio.Recovery;

/** What may be shown of texts that can hold a credential. */
final class Redacted {

    private static final int SHORTEST_SECRET = 4;
    private static final int MAX_TEXT = 300;
    private static final String HIDDEN = "[redacted]";
    private static final String CUT = "…";

    /** WebSocket containers put the URL into their messages, and its query is the credential. */
    private static final Pattern QUERY = Pattern.compile("\\?[^\\s\\]\"<>]*[^\\s\\]\"<>)']");

    /** What of a packet is neither data nor a query: its types, and the number of its attachments. */
    private static final Pattern HEAD = Pattern.compile("[0-6](?:[0-6](?:\\d{1,3}-)?)?");

    private Redacted() {}

    /** A text from outside, without any URL's query. */
    static String queries(String text) {
        return QUERY.matcher(text).replaceAll("?…");
    }

    /** A frame's head, and how long the frame is. */
    static String frame(String frame) {
        Matcher head = HEAD.matcher(frame);
        String shown = head.lookingAt() ? head.group() : "";
        return shown.length() == frame.length() ? shown : shown + "… " + frame.length() + " characters";
    }

    /**
     * A text from the server, cut where it is long, without the values of the notificationUrl's query, which it may have
     * sent back, as they are or decoded.
     */
    static String secrets(String text, NotificationUrl url) {
        return without(values(url), text);
    }

    /** The same, also without what would recover the connection, the last one or this. */
    static String secrets(String text, Conversation conversation) {
        Terms terms = conversation.terms();
        Stream<String> recovering = Stream.concat(
                terms.recovery().map(Recovery::pid).stream(), conversation.recovery().map(Recovery::pid).stream());
        return without(Stream.concat(values(terms.url()), recovering), text);
    }

    private static Stream<String> values(NotificationUrl url) {
        return Arrays.stream(url.query().split("&", -1))
                .map(pair -> pair.substring(pair.indexOf('=') + 1))
                .flatMap(value -> Stream.of(value, URLDecoder.decode(value, StandardCharsets.UTF_8)));
    }

    private static String without(Stream<String> secrets, String text) {
        List<String> hidden = secrets.filter(secret -> secret.length() >= SHORTEST_SECRET)
                // one may be a part of another
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        String shown = text;
        for (String secret : hidden) {
            shown = withoutStart(secret, shown.replace(secret, HIDDEN));
        }
        return cut(shown, MAX_TEXT);
    }

    /** What was quoted may have been cut in the middle of a secret. */
    private static String withoutStart(String secret, String text) {
        String shown = text;
        for (int cut = shown.indexOf(CUT); cut >= 0; cut = shown.indexOf(CUT, cut + 1)) {
            int length = Math.min(secret.length() - 1, cut);
            while (length >= SHORTEST_SECRET && !shown.startsWith(secret.substring(0, length), cut - length)) {
                length--;
            }
            if (length >= SHORTEST_SECRET) {
                shown = shown.substring(0, cut - length) + HIDDEN + shown.substring(cut);
                cut += HIDDEN.length() - length;
            }
        }
        return shown;
    }

    /** A text of so many characters at the most, without the word that would be cut: it may be a part of a credential. */
    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, Math.max(0, text.lastIndexOf(' ', most))) + CUT;
    }
}
