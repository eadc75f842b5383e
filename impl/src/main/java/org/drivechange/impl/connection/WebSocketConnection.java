// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

/** An open WebSocket. */
public interface WebSocketConnection {

    /** Sends a text frame, after those sent before. Does not block. A failure closes the connection. */
    void send(String frame);

    /**
     * Sends a ping after the frames sent before. Its pong arrives after everything that the other side sent before it received
     * the ping. Does not block. A failure closes the connection.
     */
    void ping();

    /**
     * Closes with a close frame. May block while the other side is slow, until interrupted.
     *
     * @param goingAway whether the application is stopping
     */
    void close(boolean goingAway);
}
