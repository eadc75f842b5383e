// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

/** An open WebSocket. */
public interface WebSocketConnection {

    /** Sends a text frame, after those sent before. Does not block; a failure ends the link. */
    void send(String frame);

    /**
     * Asks the other side for a pong, after the frames sent before. It comes after all that the other side sent before it was
     * asked. Does not block; a failure ends the link.
     */
    void ping();

    /**
     * Closes with a close frame. May block while the other side is slow, until interrupted.
     *
     * @param goingAway whether the application stops
     */
    void close(boolean goingAway);
}
