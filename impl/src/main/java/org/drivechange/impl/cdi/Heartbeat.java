// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import org.drivechange.impl.runtime.SteadyClock;

/** What the watchdog does each second: shows the clock that the process runs, and looks after the sessions now and then. */
final class Heartbeat implements Runnable {

    private static final int BEATS_PER_SWEEP = 10;

    private final SteadyClock clock;
    private final Watches watches;
    private int beats;

    Heartbeat(SteadyClock clock, Watches watches) {
        this.clock = clock;
        this.watches = watches;
    }

    @Override
    public void run() {
        clock.beat();
        beats++;
        if (beats % BEATS_PER_SWEEP == 0) {
            watches.sweep();
        }
    }
}
