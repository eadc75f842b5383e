// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;

/**
 * Common type of all events of DriveChange. An observer of this type receives every event.
 *
 * <p>Events of one target and account reach observers in order and one at a time.
 */
public sealed interface DriveEvent
        permits DriveNotification, DriveSessionOpened, DriveSessionClosed, DriveItemChange, DriveDelta, DriveReset {

    /**
     * Returns the drive or list of the event.
     *
     * @return the target, never null
     */
    DriveTarget target();

    /**
     * Returns the account whose access token opened the target.
     *
     * @return the account's name, {@code ""} for the default account, never null
     */
    String account();

    /**
     * Returns the time of the event by the local clock.
     *
     * @return the time, never null
     */
    Instant at();

    /**
     * Returns the fencing token of the target's owner in a cluster. It grows with each change of owner, so that a store can
     * refuse the writes of a former owner.
     *
     * @return the token, 0 without a cluster
     */
    long epoch();
}
