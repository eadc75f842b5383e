// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.concurrent.Executor;
import org.drivechange.impl.clock.MonotonicClock;

/** Runs on the watchdog twice a second: updates the clock, and sweeps all sessions every ten seconds. */
final class SessionSweeper implements Runnable {

    private static final int BEATS_PER_SWEEP = 20;

    private final MonotonicClock clock;
    private final WatchRegistry watches;
    private final Executor blocking;
    private int beats;

    /**
     * Creates the heartbeat of an application.
     *
     * @param blocking where sessions are opened and stopped that an {@code Error} has kept from it
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
