// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import java.net.URI;
import java.util.Objects;

/**
 * Where a subscription's notifications come from: a server, a namespace, and a query that is the credential and is kept
 * out of texts. The query reaches the server byte for byte, but for the parameters that are Engine.IO's own.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/subscriptions-socketio">Microsoft Graph, get websocket endpoint</a>
 * @see <a href="https://socket.io/docs/v4/client-initialization/">Socket.IO, how a client reads a URL</a>
 */
public final class NotificationUrl {

    /** How long a namespace may be. */
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

    /** The two ways in which Microsoft's documentation has read the URL. */
    public enum Reading {
        /** As every Socket.IO client does: the path is the namespace. */
        NAMESPACE,
        /** As the documentation's example does: the namespace ends at {@code /callback?}. */
        CALLBACK
    }

    /** Reads a URL. The message of the exception holds neither query nor user name. */
    public static NotificationUrl parse(String url, Reading reading) throws SocketIoException {
        UrlParts parts = UrlParts.of(url);
        NotificationUrl result = new NotificationUrl(
                Authority.of(parts.scheme(), parts.authority()),
                namespace(parts, reading),
                QueryFilter.withoutEngineParameters(parts.query()));
        result.check();
        return result;
    }

    /** Whether the connection is encrypted. */
    public boolean secure() {
        return authority.secure();
    }

    /** The host in lower case, an IPv6 address in brackets. */
    public String host() {
        return authority.host();
    }

    /** The port, -1 for the scheme's own. */
    public int port() {
        return authority.port();
    }

    /** The namespace as the URL spells it, but for a comma, which would end it in a packet; {@code "/"} for none. */
    public String namespace() {
        return namespace;
    }

    /** The raw query without Engine.IO's own parameters, {@code ""} for none. */
    public String query() {
        return query;
    }

    /**
     * The URI of the WebSocket.
     *
     * @param revision Engine.IO's revision, {@code "3"} or {@code "4"}
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

    /** The URL without its query. */
    @Override
    public String toString() {
        return authority + namespace;
    }

    private static String namespace(UrlParts parts, Reading reading) throws SocketIoException {
        String path = reading == Reading.CALLBACK ? parts.pathBeforeCallback() : parts.path();
        if (path.length() > MAX_NAMESPACE) {
            throw new SocketIoException(
                    "expected a URL's path of up to " + MAX_NAMESPACE + " characters but found " + path.length());
        }
        return path.isEmpty() ? "/" : path.replace(",", "%2C");
    }

    private String engineQuery(String revision) {
        return (query.isEmpty() ? "" : query + "&") + "EIO=" + revision + "&transport=websocket";
    }

    /** What java.net.URI reads must be what was written: WebSocket clients take the URI apart once more. */
    private void check() throws SocketIoException {
        URI uri = engineUri("4");
        if (!host().equals(uri.getHost())
                || port() != uri.getPort()
                || !ENGINE_PATH.equals(uri.getRawPath())
                || !engineQuery("4").equals(uri.getRawQuery())) {
            throw new SocketIoException("expected a URL whose host is a DNS name or an IP address");
        }
    }
}
