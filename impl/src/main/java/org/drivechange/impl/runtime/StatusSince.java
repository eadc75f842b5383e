// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.DriveWatch;

/**
 * What a session shows, as a whole, so that a reader sees what belongs together.
 *
 * @param since when this state began
 * @param openUntil when it was open last, empty while it is and where it never was
 */
public record StatusSince(DriveWatch.State state, Instant since, Optional<Instant> openUntil) {

    /** Of a session that has not begun, or a watch that has none. */
    static StatusSince waiting(Instant since) {
        return new StatusSince(DriveWatch.State.WAITING, since, Optional.empty());
    }

    StatusSince changedTo(DriveWatch.State next, Instant now) {
        return new StatusSince(
                next,
                now,
                next == DriveWatch.State.OPEN
                        ? Optional.empty()
                        : state == DriveWatch.State.OPEN ? Optional.of(now) : openUntil);
    }
}
