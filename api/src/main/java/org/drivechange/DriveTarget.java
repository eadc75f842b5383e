// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A drive or list that Microsoft Graph can watch. Two spellings of one target are equal.
 *
 * <p>There are five forms:
 *
 * <ul>
 *   <li>{@code /me/drive/root}
 *   <li>{@code /drives/{driveId}/root}
 *   <li>{@code /drives/{driveId}/list}
 *   <li>{@code /groups/{groupId}/drive/root}
 *   <li>{@code /sites/{siteId}/lists/{listId}/drive/root}
 * </ul>
 *
 * @see <a href="https://learn.microsoft.com/graph/api/subscriptions-socketio">Microsoft Graph, get websocket endpoint</a>
 */
public final class DriveTarget {

    /** Rejects placeholders copied from a list such as the one above. */
    private static final String ID = "(?!\\.{1,2}/|\\{[^/]*}/)[^/?#\\s\\p{Cntrl}]+";

    private static final Pattern FORMS = Pattern.compile("/me/drive/root"
            + "|/drives/" + ID + "/(?:root|list)"
            + "|/groups/" + ID + "/drive/root"
            + "|/sites/" + ID + "/lists/" + ID + "/drive/root");

    /** Graph paths of an item of a drive, such as /me/drive/root:/Documents and /me/drive/items/4711. */
    private static final Pattern ITEM = Pattern.compile(".*/drives?/.*(?:root:|items/|root/children|special/).*");

    private static final Pattern GRAPH_URL = Pattern.compile("https?://[^/?#\\s]+/[^/?#\\s]+(/[^?#]*)");

    private final String path;

    private DriveTarget(String path) {
        this.path = path;
    }

    /**
     * Parses a target, with or without the leading slash, a trailing slash, or the Graph URL and version as a prefix
     * ({@code https://graph.microsoft.com/v1.0/me/drive/root}). Ids are kept unchanged, except that percent-encoded
     * characters in a URL are decoded.
     *
     * @param text the target as entered by a person, may be null
     * @return the target, never null
     * @throws IllegalArgumentException if the text has none of the five forms; the message lists them
     */
    public static DriveTarget parse(String text) {
        String candidate = normalized(text);
        if (candidate == null || !FORMS.matcher(candidate).matches()) {
            throw new IllegalArgumentException("Not a drive or list that can be watched: "
                    + (text == null ? "null" : "\"" + SanitizedText.of(text) + "\"")
                    + ". Expected one of /me/drive/root, /drives/{driveId}/root, /drives/{driveId}/list,"
                    + " /groups/{groupId}/drive/root, /sites/{siteId}/lists/{listId}/drive/root."
                    + (isItem(candidate)
                            ? " Microsoft Graph watches whole drives, not folders or files: watch the drive's root and"
                                    + " filter its delta."
                            : ""));
        }
        return new DriveTarget(candidate);
    }

    /**
     * Returns the target in one of the forms above, with a leading and without a trailing slash. Ids are not
     * percent-encoded.
     *
     * @return the path, never null
     */
    public String path() {
        return path;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DriveTarget that && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    /**
     * Returns {@link #path()}.
     *
     * @return the path, never null
     */
    @Override
    public String toString() {
        return path;
    }

    private static boolean isItem(String candidate) {
        return candidate != null && ITEM.matcher(candidate).matches();
    }

    private static String normalized(String text) {
        if (text == null) {
            return null;
        }
        Matcher url = GRAPH_URL.matcher(text);
        String relative = url.matches() ? decoded(url.group(1)) : text;
        if (relative == null) {
            return null;
        }
        String rooted = relative.startsWith("/") ? relative : "/" + relative;
        return rooted.endsWith("/") ? rooted.substring(0, rooted.length() - 1) : rooted;
    }

    private static String decoded(String urlPath) {
        try {
            // URLDecoder decodes forms, where a plus is a space; in a path it is a plus
            return URLDecoder.decode(urlPath.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException ignored) {
            return null;
        }
    }
}
