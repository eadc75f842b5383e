// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.concurrent.Executor;
import org.drivechange.impl.clock.MonotonicClock;

/** Updates the clock twice a second and sweeps all sessions every ten seconds. Runs on the watchdog. */
final class SessionSweeper implements Runnable {

    private static final int BEATS_PER_SWEEP = 20;

    private final MonotonicClock clock;
    private final WatchRegistry watches;
    private final Executor blocking;
    private int beats;

    /**
     * Creates the sweeper of an application.
     *
     * @param blocking executor that opens and stops sessions after an {@code Error} prevented it
     */
    SessionSweeper(MonotonicClock clock, WatchRegistry watches, Executor blocking) {
        this.clock = clock;
        this.watches = watches;
        this.blocking = blocking;
    }

    @Override
    public void run() {
        clock.beat();
        beats++;
        if (beats % BEATS_PER_SWEEP == 0) {
            sweep();
        }
    }

    private void sweep() {
        watches.sweep();
        if (watches.isBehind()) {
            blocking.execute(watches::proceed);
        }
    }
}
