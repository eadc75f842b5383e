// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

/** The ways in which the server ends a session. */
public enum DropMode {
    /** A Socket.IO DISCONNECT packet ({@code 41}) for the namespace; the WebSocket stays open, as real servers leave it. */
    DISCONNECT,

    /** A WebSocket close frame without a status, then the end of the connection. */
    CLOSE_FRAME,

    /** A TCP reset without a close frame. */
    RESET,

    /** Silence: the server ignores all input and sends nothing; the connection stays open. */
    SILENCE
}
