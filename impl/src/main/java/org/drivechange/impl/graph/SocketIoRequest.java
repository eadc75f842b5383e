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
     * Puts the request together.
     *
     * @param graph Graph's address and version, without a slash at the end
     */
    public static SocketIoRequest of(URI graph, DriveTarget target, AccessToken token) {
        String path = Arrays.stream(target.path().split("/"))
                .map(SocketIoRequest::encoded)
                .collect(Collectors.joining("/"));
        return new SocketIoRequest(URI.create(graph + path + "/subscriptions/socketIo"), token);
    }

    /** A path segment as RFC 3986 has it; {@code !} and {@code ,} are allowed in one and usual in Graph's ids. */
    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%21", "!")
                .replace("%2C", ",");
    }
}
