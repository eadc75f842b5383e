// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.clock;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Clock of the sessions. It never goes back, and continues while the machine sleeps. Its times are converted by {@link #wall}
 * before they are published.
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
     * Converts a time of this clock to wall-clock time.
     *
     * @param time past time of this clock
     * @return earliest of the times that the wall clock may have shown, if it was set since then
     */
    default Instant wall(Instant time) {
        return time;
    }
}
