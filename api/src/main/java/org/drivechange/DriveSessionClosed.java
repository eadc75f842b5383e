// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;

/** Event: an open session was lost, or was closed because the target is no longer watched. */
public sealed interface DriveSessionClosed extends DriveEvent permits SessionClosedRecord {

    /**
     * Returns a human-readable reason. If it has a stable code, it starts with that, such as {@code DRC3006}.
     *
     * @return the reason, never null
     */
    String reason();

    /**
     * Whether DriveChange reconnects.
     *
     * @return false only if the application stops or the last watch was closed
     */
    boolean willReconnect();

    /**
     * Creates an event, for tests that fire events.
     *
     * @param target the target, not null
     * @param account the account's name, {@code ""} for the default account, not null
     * @param at time at which the session was closed or its loss was detected, not null
     * @param reason the reason, not null
     * @param willReconnect whether DriveChange reconnects
     * @return the event, never null
     */
    static DriveSessionClosed of(DriveTarget target, String account, Instant at, String reason, boolean willReconnect) {
        return of(target, account, at, reason, willReconnect, 0);
    }

    /**
     * Creates an event of a cluster, for tests that fire events.
     *
     * @param target the target, not null
     * @param account the account's name, {@code ""} for the default account, not null
     * @param at time at which the session was closed or its loss was detected, not null
     * @param reason the reason, not null
     * @param willReconnect whether DriveChange reconnects
     * @param epoch the fencing token in a cluster, else 0
     * @return the event, never null
     */
    static DriveSessionClosed of(
            DriveTarget target, String account, Instant at, String reason, boolean willReconnect, long epoch) {
        return new SessionClosedRecord(target, account, at, epoch, reason, willReconnect);
    }
}
