// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;

/**
 * The target's Socket.IO namespace is joined: notifications flow from now on.
 *
 * <p>When {@link #resumed()} is false the application sees the target for the first time: read the delta once to learn
 * what changed before. When it is true, a {@link DriveNotification.Cause#CATCH_UP} follows, unless the server replayed
 * what was missed.
 */
public sealed interface DriveSessionOpened extends DriveEvent permits SessionOpenedRecord {

    /**
     * The Socket.IO session id that the server gave.
     *
     * @return the id, never null
     */
    String sessionId();

    /**
     * Whether this target was open before in the life of the application.
     *
     * @return false the first time only
     */
    boolean resumed();

    /**
     * An event for tests that fire events by hand.
     *
     * @param target the target, not null
     * @param account the account's name, {@code ""} for the default account, not null
     * @param at when the namespace was joined, not null
     * @param sessionId the Socket.IO session id, not null
     * @param resumed false the first time only
     * @return the event, never null
     */
    static DriveSessionOpened of(DriveTarget target, String account, Instant at, String sessionId, boolean resumed) {
        return new SessionOpenedRecord(target, account, at, sessionId, resumed);
    }
}
