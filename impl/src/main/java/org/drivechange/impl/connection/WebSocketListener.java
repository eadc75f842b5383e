// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.nio.ByteBuffer;

/**
 * Receives the events of a connection, on any thread, one call at a time. Calls may begin before the opening of the connection
 * has returned.
 */
public interface WebSocketListener {

    void opened(WebSocketConnection connection);

    void text(String frame);

    /**
     * Called for a binary frame.
     *
     * @param frame frame whose content does not change after the call
     */
    void binary(ByteBuffer frame);

    /** Called for the pong of a {@link WebSocketConnection#ping}, after everything that was sent before it. */
    void ponged();

    /**
     * Called for a message above the size limit, which ends the connection.
     *
     * @param found text of the transport
     */
    void tooLarge(String found);

    /**
     * Called when the connection is lost. May be called more than once.
     *
     * @param found text of the transport
     */
    void lost(String found);
}
