// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

/** How a session is ended by the server's side. */
public enum Drop {
    /** A Socket.IO DISCONNECT packet ({@code 41}) for the namespace; the WebSocket stays open, as real servers leave it. */
    DISCONNECT,

    /** A WebSocket close frame without a status, then the end of the connection. */
    CLOSE_FRAME,

    /** A TCP reset without any farewell. */
    RESET,

    /** No farewell at all: whatever comes is ignored, nothing is sent any more, and the connection stays open. */
    SILENCE
}
