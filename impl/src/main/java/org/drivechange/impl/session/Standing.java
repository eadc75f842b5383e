// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.DriveWatch;

/**
 * What a session shows, as a whole, so that a reader sees what belongs together.
 *
 * @param since when this state began
 * @param openUntil when it was open last, empty while it is and where it never was
 */
public record Standing(DriveWatch.State state, Instant since, Optional<Instant> openUntil) {

    /** Of a session that has not begun, or a watch that has none. */
    static Standing waiting(Instant since) {
        return new Standing(DriveWatch.State.WAITING, since, Optional.empty());
    }

    Standing moved(DriveWatch.State next, Instant now) {
        return new Standing(
                next,
                now,
                next == DriveWatch.State.OPEN
                        ? Optional.empty()
                        : state == DriveWatch.State.OPEN ? Optional.of(now) : openUntil);
    }
}
