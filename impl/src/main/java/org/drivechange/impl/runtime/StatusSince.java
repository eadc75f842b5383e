// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.DriveWatch;

/**
 * Public state of a session with its times. One immutable value, so readers see a consistent state.
 *
 * @param since time at which this state began
 * @param openUntil time at which the session was last open, empty while it is open and if it never was
 */
public record StatusSince(DriveWatch.State state, Instant since, Optional<Instant> openUntil) {

    /** Status of a session that has not begun, or of a watch without one. */
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
