// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delivery;

import java.util.Optional;
import org.drivechange.DriveEvent;

/** Counts the sweeps during one step of a delivery. Not thread-safe. */
final class StallDetector {

    /** Sweeps after which observers are reported as slow: more than a minute, at one sweep every ten seconds. */
    private static final int SLOW = 7;

    private DriveEvent event;
    private int sweeps;

    /** Event found slow by the last sweep, null if none. */
    private DriveEvent slow;

    /**
     * Begins a step.
     *
     * @param fired event that observers receive, null for a step without one
     */
    void begin(DriveEvent fired) {
        event = fired;
        sweeps = 0;
    }

    /**
     * Counts a sweep.
     *
     * @param running whether observers are running
     */
    void sweep(boolean running) {
        sweeps++;
        slow = running && sweeps == SLOW ? event : null;
    }

    /**
     * Returns whether to resubmit a task that has not begun: after 2, 4, 8, … sweeps. A task that waits for a thread of a full
     * pool looks the same as a lost one, so the number of its copies stays logarithmic.
     */
    boolean retry() {
        return sweeps > 1 && Integer.bitCount(sweeps) == 1;
    }

    /** Returns the event whose observers the last sweep found running for more than a minute, once. */
    Optional<DriveEvent> takeSlowEvent() {
        Optional<DriveEvent> taken = Optional.ofNullable(slow);
        slow = null;
        return taken;
    }
}
