// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.drivechange.DriveTarget;

/**
 * The request for a target's socket.io endpoint: {@code GET {target}/subscriptions/socketIo}.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/subscriptions-socketio">Get websocket endpoint</a>
 */
public record SocketIoRequest(URI uri, AccessToken token) {

    /**
     * Creates the request.
     *
     * @param graph Graph's address and version, without a trailing slash
     */
    public static SocketIoRequest of(URI graph, DriveTarget target, AccessToken token) {
        String path = Arrays.stream(target.path().split("/"))
                .map(SocketIoRequest::encoded)
                .collect(Collectors.joining("/"));
        return new SocketIoRequest(URI.create(graph + path + "/subscriptions/socketIo"), token);
    }

    /** Encodes a path segment (RFC 3986). {@code !} and {@code ,} are legal there and common in Graph's ids. */
    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%21", "!")
                .replace("%2C", ",");
    }
}
