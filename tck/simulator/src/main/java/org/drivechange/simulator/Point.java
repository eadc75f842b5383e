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
public record Point(boolean upgraded, int frames, long bytes) {

    /**
     * Returns the current position of the connection; for a new connection, its start.
     *
     * @return the point, never null
     */
    public static Point now() {
        return afterBytes(0);
    }

    /**
     * Returns the position after a number of bytes of any kind from now.
     *
     * @param bytes the number
     * @return the point, never null
     */
    public static Point afterBytes(long bytes) {
        return new Point(false, 0, bytes);
    }

    /**
     * Returns the position after the WebSocket upgrade and a number of server frames; for new connections.
     *
     * @param frames the number, 0 for the upgrade alone
     * @return the point, never null
     */
    public static Point afterFrames(int frames) {
        return new Point(true, frames, 0);
    }

    /**
     * Returns a position that no connection reaches.
     *
     * @return the point, never null
     */
    public static Point never() {
        return afterBytes(Long.MAX_VALUE);
    }
}
