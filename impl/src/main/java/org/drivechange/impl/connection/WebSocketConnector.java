// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.net.URI;

/** Opens WebSockets. */
public interface WebSocketConnector {

    /**
     * Opens a WebSocket. Blocks until it is open, has failed, or the thread is interrupted.
     *
     * @throws Exception when it cannot be opened; so is any other throwable to be taken
     */
    void open(URI uri, WebSocketListener listener) throws Exception;
}
