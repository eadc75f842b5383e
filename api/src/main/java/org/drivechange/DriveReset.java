// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;

/**
 * Event: the observers' state can no longer be brought up to date by changes alone. A baseline follows, which contains every
 * item of the drive. An item that the baseline does not contain no longer exists.
 *
 * <p>The event is delivered again until all of its observers have returned normally. The last page of the baseline is
 * {@link DriveDelta#complete()}.
 */
public sealed interface DriveReset extends DriveEvent permits ResetRecord {

    /** Reason of a reset. */
    enum Reason {
        /** The first start, with {@code drivechange.delta.start=all}. */
        START,
        /** Graph no longer accepts the position, or the stored position is unreadable. */
        RESYNC,
        /** A part of the configuration that determines the content of the delta has changed. */
        CONFIGURATION,
        /** The target is another drive than before. */
        DRIVE_REPLACED,
        /** {@link DriveWatch#resync()} was called. */
        REQUESTED
    }

    /**
     * Returns the reason of the reset.
     *
     * @return the reason, never null
     */
    Reason reason();

    /**
     * Returns the time up to which changes had been read.
     *
     * @return a wall-clock time, null if the delta was never read
     */
    Instant since();

    /**
     * Creates an event, for tests that fire events.
     *
     * @param target the target, not null
     * @param account the account's name, {@code ""} for the default account, not null
     * @param at time of the reset, not null
     * @param epoch the fencing token in a cluster, else 0
     * @param reason the reason, not null
     * @param since time up to which changes had been read, null if never
     * @return the event, never null
     */
    static DriveReset of(DriveTarget target, String account, Instant at, long epoch, Reason reason, Instant since) {
        return new ResetRecord(target, account, at, epoch, reason, since);
    }
}
