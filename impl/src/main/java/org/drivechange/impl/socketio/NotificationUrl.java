// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import java.net.URI;
import java.util.Objects;
import org.drivechange.impl.diagnostics.ProtocolException;

/**
 * URL of a subscription's notifications: server, namespace and query. The query is the credential; {@code toString} omits it.
 * It is sent to the server unchanged except for Engine.IO's own parameters.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/subscriptions-socketio">Microsoft Graph, get websocket endpoint</a>
 * @see <a href="https://socket.io/docs/v4/client-initialization/">Socket.IO, how a client reads a URL</a>
 */
public final class NotificationUrl {

    /** Maximum length of a namespace. */
    static final int MAX_NAMESPACE = 1024;

    private static final String ENGINE_PATH = "/socket.io/";

    private final Authority authority;
    private final String namespace;
    private final String query;

    private NotificationUrl(Authority authority, String namespace, String query) {
        this.authority = authority;
        this.namespace = namespace;
        this.query = query;
    }

    /** Interpretation of the URL; the documentation of Microsoft has used both. */
    public enum Reading {
        /** Like all Socket.IO clients: the path is the namespace. */
        NAMESPACE,
        /** Like the documentation's example: the namespace ends at {@code /callback?}. */
        CALLBACK
    }

    /** Parses a URL. The message of the exception contains neither query nor user name. */
    public static NotificationUrl parse(String url, Reading reading) throws ProtocolException {
        UrlParts parts = UrlParts.of(url);
        NotificationUrl result = new NotificationUrl(
                Authority.of(parts.scheme(), parts.authority()),
                namespace(parts, reading),
                QueryFilter.withoutEngineParameters(parts.query()));
        result.check();
        return result;
    }

    /** Returns whether the connection is encrypted. */
    public boolean secure() {
        return authority.secure();
    }

    /** Returns the host in lower case, an IPv6 address in brackets. */
    public String host() {
        return authority.host();
    }

    /** Returns the port, -1 for the default of the scheme. */
    public int port() {
        return authority.port();
    }

    /**
     * Returns the namespace as spelled in the URL, except that a comma, which would end it in a packet, is encoded; {@code "/"}
     * if empty.
     */
    public String namespace() {
        return namespace;
    }

    /** Returns the raw query without Engine.IO's own parameters, {@code ""} if empty. */
    public String query() {
        return query;
    }

    /**
     * Returns the URI of the WebSocket.
     *
     * @param revision revision of Engine.IO, {@code "3"} or {@code "4"}
     */
    public URI engineUri(String revision) {
        if (!revision.equals("3") && !revision.equals("4")) {
            throw new IllegalArgumentException("expected revision 3 or 4 but found " + revision);
        }
        return URI.create(authority + ENGINE_PATH + "?" + engineQuery(revision));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NotificationUrl that
                && authority.equals(that.authority)
                && namespace.equals(that.namespace)
                && query.equals(that.query);
    }

    @Override
    public int hashCode() {
        return Objects.hash(authority, namespace, query);
    }

    /** Returns the URL without its query. */
    @Override
    public String toString() {
        return authority + namespace;
    }

    private static String namespace(UrlParts parts, Reading reading) throws ProtocolException {
        String path = reading == Reading.CALLBACK ? parts.pathBeforeCallback() : parts.path();
        if (path.length() > MAX_NAMESPACE) {
            throw new ProtocolException(
                    "expected a URL's path of up to " + MAX_NAMESPACE + " characters but found " + path.length());
        }
        return path.isEmpty() ? "/" : path.replace(",", "%2C");
    }

    private String engineQuery(String revision) {
        return (query.isEmpty() ? "" : query + "&") + "EIO=" + revision + "&transport=websocket";
    }

    /** Checks that java.net.URI parses the URI into the same parts, as WebSocket clients parse it again. */
    private void check() throws ProtocolException {
        URI uri = engineUri("4");
        if (!host().equals(uri.getHost())
                || port() != uri.getPort()
                || !ENGINE_PATH.equals(uri.getRawPath())
                || !engineQuery("4").equals(uri.getRawQuery())) {
            throw new ProtocolException("expected a URL whose host is a DNS name or an IP address");
        }
    }
}
