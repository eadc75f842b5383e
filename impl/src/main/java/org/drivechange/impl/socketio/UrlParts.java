// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drivechange.impl.diagnostics.ProtocolException;

/** URL split at its delimiters (RFC 3986, appendix B), without decoding and without the fragment. */
record UrlParts(String scheme, String authority, String path, String query, boolean hasQuery) {

    static final int MAX_LENGTH = 8192;

    private static final String CALLBACK = "/callback";

    private static final Pattern PARTS =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#.*)?");

    static UrlParts of(String url) throws ProtocolException {
        if (url == null || url.isBlank()) {
            throw new ProtocolException("expected a URL but found nothing");
        }
        if (url.length() > MAX_LENGTH) {
            throw new ProtocolException(
                    "expected a URL of up to " + MAX_LENGTH + " characters but found " + url.length());
        }
        checkCharacters(url);
        Matcher parts = PARTS.matcher(url);
        if (!parts.matches()) {
            throw new ProtocolException("expected a URL that starts with http://, https://, ws:// or wss://");
        }
        String query = parts.group(4);
        return new UrlParts(
                parts.group(1).toLowerCase(Locale.ROOT),
                parts.group(2),
                parts.group(3),
                query == null ? "" : query,
                query != null);
    }

    String pathBeforeCallback() throws ProtocolException {
        if (!hasQuery || !path.endsWith(CALLBACK)) {
            throw new ProtocolException("expected a URL whose path ends in " + CALLBACK + "? but found another");
        }
        return path.substring(0, path.length() - CALLBACK.length());
    }

    /**
     * Checks the characters of a URL. The exception states the position but not the character, which may be part of the query.
     */
    private static void checkCharacters(String url) throws ProtocolException {
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) <= ' ' || url.charAt(i) > '~') {
                throw new ProtocolException("expected a URL of visible ASCII characters but found another, at " + i);
            }
        }
        try {
            new URI(url);
        } catch (URISyntaxException e) {
            throw new ProtocolException("expected a well-formed URL but found a character that does not belong"
                    + (e.getIndex() < 0 ? "" : ", at " + e.getIndex()));
        }
    }

    /** Omits the query, which is a credential. */
    @Override
    public String toString() {
        return "UrlParts[" + scheme + ", " + path + "]";
    }
}
