// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

/** An open WebSocket. */
public interface Link {

    /** Sends a text frame, after those sent before. Does not block; a failure ends the link. */
    void send(String frame);

    /**
     * Asks the other side for a pong. It comes after all that the other side sent before it was asked. May block until
     * interrupted; a failure ends the link.
     */
    void ping();

    /**
     * Closes with a close frame. May block while the other side is slow, until interrupted.
     *
     * @param goingAway whether the application stops
     */
    void close(boolean goingAway);
}
