// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

/**
 * A point in what a server sends on a connection: after the head of its HTTP answer or without regard to it, then after so
 * many WebSocket frames, then after so many bytes.
 *
 * @param upgraded whether the head of the HTTP answer comes before it
 * @param frames how many whole WebSocket frames come before it
 * @param bytes how many bytes more come before it
 */
public record Point(boolean upgraded, int frames, long bytes) {

    /**
     * The point where the connection is now; for a new one, before anything.
     *
     * @return the point, never null
     */
    public static Point now() {
        return afterBytes(0);
    }

    /**
     * The point after so many bytes from now, whatever they are.
     *
     * @param bytes the number
     * @return the point, never null
     */
    public static Point afterBytes(long bytes) {
        return new Point(false, 0, bytes);
    }

    /**
     * The point after the upgrade to WebSocket and so many frames of the server's; for new connections.
     *
     * @param frames the number, 0 for the upgrade alone
     * @return the point, never null
     */
    public static Point afterFrames(int frames) {
        return new Point(true, frames, 0);
    }

    /**
     * The point that no connection reaches.
     *
     * @return the point, never null
     */
    public static Point never() {
        return afterBytes(Long.MAX_VALUE);
    }
}
