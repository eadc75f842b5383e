// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;

/**
 * Event: a session was opened. The target's Socket.IO namespace is joined and notifications flow from now on.
 *
 * <p>If {@link #resumed()} is false, the target is open for the first time: read the delta once to get earlier changes.
 * If it is true, a {@link DriveNotification.Cause#CATCH_UP} follows, unless the server replayed the missed
 * notifications.
 */
public sealed interface DriveSessionOpened extends DriveEvent permits SessionOpenedRecord {

    /**
     * Returns the Socket.IO session id assigned by the server.
     *
     * @return the id, never null
     */
    String sessionId();

    /**
     * Whether this session was open before.
     *
     * @return false for the first opening after the target's first watch, also when the target is watched again after its last
     *     watch was closed
     */
    boolean resumed();

    /**
     * Creates an event, for tests that fire events.
     *
     * @param target the target, not null
     * @param account the account's name, {@code ""} for the default account, not null
     * @param at time at which the namespace was joined, not null
     * @param sessionId the Socket.IO session id, not null
     * @param resumed false the first time only
     * @return the event, never null
     */
    static DriveSessionOpened of(DriveTarget target, String account, Instant at, String sessionId, boolean resumed) {
        return of(target, account, at, sessionId, resumed, 0);
    }

    /**
     * Creates an event of a cluster, for tests that fire events.
     *
     * @param target the target, not null
     * @param account the account's name, {@code ""} for the default account, not null
     * @param at time at which the namespace was joined, not null
     * @param sessionId the Socket.IO session id, not null
     * @param resumed false the first time only
     * @param epoch the fencing token in a cluster, else 0
     * @return the event, never null
     */
    static DriveSessionOpened of(
            DriveTarget target, String account, Instant at, String sessionId, boolean resumed, long epoch) {
        return new SessionOpenedRecord(target, account, at, epoch, sessionId, resumed);
    }
}
