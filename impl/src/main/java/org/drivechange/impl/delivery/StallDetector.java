// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delivery;

import org.drivechange.DriveEvent;

/** Counts the sweeps that one step of a delivery has lasted. Not thread-safe. */
final class StallDetector {

    /** Sweeps come every ten seconds: more than a minute. */
    private static final int SLOW = 7;

    private DriveEvent event;
    private int sweeps;

    /**
     * Begins a step.
     *
     * @param fired the event that observers see, null for a step without one
     */
    void begin(DriveEvent fired) {
        event = fired;
        sweeps = 0;
    }

    void sweep() {
        sweeps++;
    }

    /**
     * Whether a task that has not begun is submitted again: after 2, 4, 8, … sweeps. A task that waits for a thread in a full
     * pool looks the same as one that was lost, so the number of its copies stays logarithmic.
     */
    boolean retry() {
        return sweeps > 1 && Integer.bitCount(sweeps) == 1;
    }

    /** Whether observers have been running for more than a minute; true once. */
    boolean slow() {
        return sweeps == SLOW && event != null;
    }

    DriveEvent event() {
        return event;
    }
}
