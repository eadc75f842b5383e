// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;

/** An open session was lost, or closed because nobody watches the target any more. */
public sealed interface DriveSessionClosed extends DriveEvent permits SessionClosedRecord {

    /**
     * What happened, for people. Starts with a stable code such as {@code DRC3006} where there is one.
     *
     * @return the reason, never null
     */
    String reason();

    /**
     * Whether DriveChange goes on trying to open the target again.
     *
     * @return false only when the application stops or the last watch was closed
     */
    boolean willReconnect();

    /**
     * An event for tests that fire events by hand.
     *
     * @param target the target, not null
     * @param account the account's name, {@code ""} for the default account, not null
     * @param at when the session was found lost or was closed, not null
     * @param reason what happened, not null
     * @param willReconnect whether the target is tried again
     * @return the event, never null
     */
    static DriveSessionClosed of(DriveTarget target, String account, Instant at, String reason, boolean willReconnect) {
        return new SessionClosedRecord(target, account, at, reason, willReconnect);
    }
}
