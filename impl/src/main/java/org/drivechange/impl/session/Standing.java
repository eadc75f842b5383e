// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.DriveWatch;

/**
 * What a session shows, as a whole, so that a reader sees what belongs together.
 *
 * @param since when this state began, empty where there is no session yet
 * @param openUntil when it was open last, empty while it is and where it never was
 */
public record Standing(DriveWatch.State state, Optional<Instant> since, Optional<Instant> openUntil) {

    /** Of what has no session. */
    static final Standing NOWHERE = new Standing(DriveWatch.State.WAITING, Optional.empty(), Optional.empty());

    Standing moved(DriveWatch.State next, Instant now) {
        return new Standing(
                next,
                Optional.of(now),
                next == DriveWatch.State.OPEN
                        ? Optional.empty()
                        : state == DriveWatch.State.OPEN ? Optional.of(now) : openUntil);
    }
}
