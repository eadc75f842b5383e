// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.util.Optional;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.socketio.NotificationUrl;
import org.drivechange.impl.socketio.Recovery;

/**
 * Fixed parameters of a connection.
 *
 * @param recovery connection state that the server is asked to recover
 * @param maxMessageSize limit in bytes
 */
public record ConnectionParameters(
        SessionKey key, NotificationUrl url, Optional<Recovery> recovery, int maxMessageSize) {

    String namespace() {
        return url.namespace();
    }
}
