// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Duration;
import java.time.Instant;

/** Immutable value of a reader: its history and its state. */
public record DeltaSnapshot(DeltaHistory history, DeltaState state) {

    /** Returns a reader that is not started. */
    public static DeltaSnapshot idle() {
        return new DeltaSnapshot(DeltaHistory.initial(), new DeltaState.Idle());
    }

    /** Returns the time of the next tick, {@link Instant#MAX} for none. */
    public Instant due(Duration quietPeriod) {
        if (!(state instanceof DeltaState.Waiting)) {
            return state.due();
        }
        Instant due = history.triggers().due(quietPeriod);
        return due.isBefore(history.throttledUntil()) ? history.throttledUntil() : due;
    }

    /** Returns whether the reader needs a connect permit. */
    public boolean needsPermit() {
        return state.needsPermit();
    }

    /** Returns the name of the state, for log lines. */
    public String phase() {
        return state.getClass().getSimpleName();
    }

    /** Returns whether the reader has stopped. */
    public boolean stopped() {
        return state instanceof DeltaState.Stopped;
    }

    /** Returns the id of the current call of the position store or of the delivery, 0 for none. */
    public long awaitedCall() {
        if (state instanceof DeltaState.Opening opening) {
            return opening.call();
        }
        if (state instanceof DeltaState.Saving saving) {
            return saving.call();
        }
        if (state instanceof DeltaState.Delivering delivering) {
            return delivering.delivery().call();
        }
        return state instanceof DeltaState.Stopping stopping ? stopping.call() : 0;
    }
}
