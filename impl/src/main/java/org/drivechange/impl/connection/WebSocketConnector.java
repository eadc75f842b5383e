// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.net.URI;

/** Opens WebSockets. */
public interface WebSocketConnector {

    /**
     * Opens a WebSocket. Blocks until it is open, has failed, or the thread is interrupted.
     *
     * @throws Exception if it cannot be opened; callers have to handle any other throwable in the same way
     */
    void open(URI uri, WebSocketListener listener) throws Exception;
}
