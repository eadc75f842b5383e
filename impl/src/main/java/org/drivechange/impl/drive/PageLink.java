// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.drive;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.drivechange.impl.diagnostics.ProtocolException;

/**
 * Link to a page of a delta. Opaque: sent and stored byte for byte, apart from a {@code token=latest} that Graph may leave beside
 * the token.
 *
 * @param text the link as Graph sent it
 * @see <a href="https://learn.microsoft.com/graph/delta-query-overview">Delta query</a>
 */
public record PageLink(String text) {

    private static final String LATEST = "token=latest";

    /**
     * Checks a link.
     *
     * @param graph address of Graph; the access token is sent to no other origin
     * @throws ProtocolException if the link cannot be followed; the message does not contain it
     */
    public static PageLink parse(String text, URI graph) throws ProtocolException {
        URI uri;
        try {
            uri = new URI(text);
            // the request has this form, in which a character may become one that no URL has
            new URI(uri.toASCIIString());
        } catch (URISyntaxException e) {
            throw new ProtocolException("expected a URL as link but found an invalid character at " + e.getIndex());
        }
        if (!sameOrigin(uri, graph)) {
            throw new ProtocolException("expected a link to " + graph.getScheme() + "://" + graph.getAuthority()
                    + " but found " + origin(uri));
        }
        return new PageLink(withoutLatest(text));
    }

    /** Returns the URL of the request. */
    public URI uri() {
        return URI.create(text);
    }

    /** A link with {@code token=latest} beside another token would return no change, ever. */
    private static String withoutLatest(String text) throws ProtocolException {
        int query = text.indexOf('?');
        List<String> parameters =
                query < 0 ? List.of() : List.of(text.substring(query + 1).split("&", -1));
        if (!parameters.contains(LATEST)) {
            return text;
        }
        String kept = parameters.stream()
                .filter(parameter -> !parameter.equals(LATEST))
                .collect(Collectors.joining("&"));
        String rest = kept.isEmpty() ? text.substring(0, query) : text.substring(0, query + 1) + kept;
        String lower = rest.toLowerCase(Locale.ROOT);
        if (!lower.contains("token=") && !lower.contains("token%3d")) {
            throw new ProtocolException("expected a link with a token but found token=latest");
        }
        return rest;
    }

    private static boolean sameOrigin(URI uri, URI graph) {
        return uri.getHost() != null
                && uri.getRawUserInfo() == null
                && graph.getScheme().equalsIgnoreCase(uri.getScheme())
                && graph.getHost().equalsIgnoreCase(uri.getHost())
                && port(uri) == port(graph);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equals(uri.getScheme().toLowerCase(Locale.ROOT)) ? 443 : 80;
    }

    private static String origin(URI uri) {
        return uri.getHost() == null
                ? "none with a host"
                : uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort();
    }

    /** Omits the query, which names drive, list and user. */
    @Override
    public String toString() {
        return "PageLink[" + text.length() + " characters]";
    }
}
