// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import org.drivechange.DriveWatch;

/** The phases of a session as operators see them, in recordings and in the log. Documented in {@code impl/docs/operations.md}. */
public enum SessionPhase {
    /** Created, not started. */
    IDLE(DriveWatch.State.WAITING),
    /** Waits for an access token, a permit, or Graph's answer. */
    SUBSCRIBING(DriveWatch.State.CONNECTING),
    /** Opens the WebSocket. */
    CONNECTING(DriveWatch.State.CONNECTING),
    /** Waits for the handshake and for the answer to CONNECT. */
    JOINING(DriveWatch.State.CONNECTING),
    /** Notifications flow. */
    OPEN(DriveWatch.State.OPEN),
    /** Notifications flow, and the next connection is being opened. */
    RENEWING(DriveWatch.State.OPEN),
    /** Waits until the next attempt. */
    WAITING(DriveWatch.State.WAITING),
    /** Stopped. */
    STOPPED(DriveWatch.State.CLOSED);

    private final DriveWatch.State watchState;

    SessionPhase(DriveWatch.State watchState) {
        this.watchState = watchState;
    }

    /** Returns the state that the watches of the session show in this phase. */
    public DriveWatch.State watchState() {
        return watchState;
    }
}
