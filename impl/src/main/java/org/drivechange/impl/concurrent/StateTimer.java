// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;

/**
 * Timer of one session or reader, armed for the due time of its state. Used on the serial executor only, except for {@link #isDue}. A
 * timer lost to an {@code Error} stays due, so that a sweep finds it.
 */
public final class StateTimer {

    private final SessionExecutors executors;
    private final Runnable onDue;

    /** Time of the next tick, {@link Instant#MAX} for none. */
    private volatile Instant armedFor = Instant.MAX;

    private Future<?> timer;

    /**
     * Creates a timer that is not armed.
     *
     * @param onDue called on a timer thread; must not block
     */
    public StateTimer(SessionExecutors executors, Runnable onDue) {
        this.executors = executors;
        this.onDue = onDue;
    }

    /** Returns whether the time for which the timer is armed has come. May be called from any thread. */
    public boolean isDue(Instant now) {
        return !now.isBefore(armedFor);
    }

    /** Records that a tick is processed; the timer is then armed anew. */
    public void tick() {
        armedFor = Instant.MAX;
    }

    /**
     * Arms the timer. A timer that is armed too early is kept: one needless tick is cheaper than rescheduling. A late one is
     * replaced, as its time stood still while the machine slept.
     */
    public void arm(Instant due, Instant now) {
        if (!due.isBefore(armedFor) && now.isBefore(armedFor)) {
            return;
        }
        cancel();
        // set first: a sweep then ticks if there is no memory for a timer
        armedFor = due;
        if (due.isBefore(Instant.MAX)) {
            Duration delay = now.isBefore(due) ? Duration.between(now, due) : Duration.ZERO;
            timer = executors.after(delay, onDue);
        }
    }

    public void disarm() {
        armedFor = Instant.MAX;
        cancel();
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
