// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.clock;

import java.time.Duration;
import java.time.Instant;

/** Wall clock of a simulation, with a history of its errors. Starts without an error. */
public final class SimulatedWallClock {

    private WallClockOffsets offsets = WallClockOffsets.NONE;

    /** Changes the error of the wall clock. */
    public void setError(Instant now, Duration error) {
        offsets = offsets.measured(now, error);
    }

    /** Converts a past monotonic time as {@link MonotonicClock#wall} does. */
    public Instant wall(Instant time) {
        return offsets.wall(time);
    }
}
