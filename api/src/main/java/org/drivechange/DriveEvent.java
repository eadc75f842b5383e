// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;

/**
 * Anything that DriveChange tells an observer. One observer of this type sees everything there is to see.
 *
 * <p>Events of one target and account reach observers in order and one at a time.
 */
public sealed interface DriveEvent permits DriveNotification, DriveSessionOpened, DriveSessionClosed {

    /**
     * The drive or list that the event is about.
     *
     * @return the target, never null
     */
    DriveTarget target();

    /**
     * The account whose access token opened the target.
     *
     * @return the account's name, {@code ""} for the default account, never null
     */
    String account();

    /**
     * When the event came to be, on this machine's clock.
     *
     * @return the moment, never null
     */
    Instant at();
}
