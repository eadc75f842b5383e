// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

/**
 * Position in a server's stream: optionally after the head of the HTTP response, then after a number of WebSocket
 * frames, then after a number of bytes.
 *
 * @param upgraded whether the position is after the head of the HTTP response
 * @param frames the number of whole WebSocket frames before the position
 * @param bytes the number of further bytes before the position
 */
public record StreamPosition(boolean upgraded, int frames, long bytes) {

    /**
     * Returns the current position of the connection; for a new connection, its start.
     *
     * @return the position, never null
     */
    public static StreamPosition now() {
        return afterBytes(0);
    }

    /**
     * Returns the position after a number of bytes of any kind from now.
     *
     * @param bytes the number
     * @return the position, never null
     */
    public static StreamPosition afterBytes(long bytes) {
        return new StreamPosition(false, 0, bytes);
    }

    /**
     * Returns the position after the WebSocket upgrade and a number of server frames; for new connections.
     *
     * @param frames the number, 0 for the upgrade alone
     * @return the position, never null
     */
    public static StreamPosition afterFrames(int frames) {
        return new StreamPosition(true, frames, 0);
    }

    /**
     * Returns a position that no connection reaches.
     *
     * @return the position, never null
     */
    public static StreamPosition never() {
        return afterBytes(Long.MAX_VALUE);
    }
}
