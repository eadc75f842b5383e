// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import java.net.URI;
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
        return new SocketIoRequest(GraphPath.of(graph, target.path(), "/subscriptions/socketIo"), token);
    }
}
