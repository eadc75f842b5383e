// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.clock;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The time by which sessions decide. It never goes back, and goes on while the machine sleeps. Times of this clock are
 * converted by {@link #wall} before people see them.
 */
public interface SessionClock extends InstantSource {

    /**
     * The earliest time at which a packet that is read now may have arrived: up to two seconds ago, and longer ago for some seconds
     * after the process did not run, as packets then wait in the connection's buffer.
     */
    default Instant arrival() {
        return instant();
    }

    /**
     * The wall-clock time of a moment.
     *
     * @param time a past time of this clock
     * @return where the wall clock was set since then, the earliest of the times that it may have shown
     */
    default Instant wall(Instant time) {
        return time;
    }
}
