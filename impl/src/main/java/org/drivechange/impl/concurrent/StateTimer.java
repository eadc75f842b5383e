// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;

/**
 * Timer of one session or reader, armed for the due time of its state. Submits a tick to the serial executor when it is due. A timer
 * lost to an {@code Error} stays due, so that {@link #sweep} finds it. Used on the serial executor only, unless noted.
 */
public final class StateTimer {

    /** Delay after which a tick counts as lost, or its timer as suspended with the machine. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private final SessionExecutors executors;
    private final SerialExecutor serial;
    private final InstantSource clock;

    // allocated once: a tick must be submittable while the heap is full
    private final Runnable tick;
    private final Runnable submitting = this::submitTick;

    /** Time of the next tick, {@link Instant#MAX} for none. */
    private volatile Instant armedFor = Instant.MAX;

    private Future<?> timer;

    /**
     * Creates a timer that is not armed.
     *
     * @param tick runs on the serial executor. The timer may be early, or armed for a previous state: see {@link #takeDue}.
     */
    public StateTimer(SessionExecutors executors, SerialExecutor serial, InstantSource clock, Runnable tick) {
        this.executors = executors;
        this.serial = serial;
        this.clock = clock;
        this.tick = tick;
    }

    /** Returns whether the state is due. If it is, the timer is no longer armed. */
    public boolean takeDue(Instant now) {
        boolean due = isDue(now);
        if (due) {
            armedFor = Instant.MAX;
        }
        return due;
    }

    /** Submits a tick. May be called from any thread. */
    public void submitTick() {
        serial.execute(tick);
    }

    /** Submits a tick that is late. The watchdog calls this every ten seconds, on its own thread. */
    public void sweep() {
        if (isDue(clock.instant().minus(LATE))) {
            submitTick();
        }
    }

    private boolean isDue(Instant now) {
        return !now.isBefore(armedFor);
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
            timer = executors.after(delay, submitting);
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
