// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

/** The phases of a session as operators see them, in recordings and in the log. Documented in {@code impl/docs/operations.md}. */
public enum SessionPhase {
    /** Created, not started. */
    IDLE,
    /** Waits for an access token, a permit, or Graph's answer. */
    SUBSCRIBING,
    /** Opens the WebSocket. */
    CONNECTING,
    /** Waits for the handshake and for the answer to CONNECT. */
    JOINING,
    /** Notifications flow. */
    OPEN,
    /** Notifications flow, and the next connection is being opened. */
    RENEWING,
    /** Waits until the next attempt. */
    WAITING,
    /** Stopped. */
    STOPPED
}
