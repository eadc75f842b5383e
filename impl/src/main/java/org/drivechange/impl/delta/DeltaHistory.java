// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Instant;

/**
 * History of a reader across its states.
 *
 * @param calls number of calls so far; also the id of the last one
 * @param retries failures since the last success
 * @param triggers triggers of the next round
 * @param throttledUntil end of the throttling by Graph
 * @param resync whether a reset is requested
 * @param resets number of resets since the last complete round
 * @param resetWarned whether a reset was fired
 */
record DeltaHistory(
        long calls,
        Retries retries,
        Triggers triggers,
        Instant throttledUntil,
        boolean resync,
        int resets,
        boolean resetWarned) {

    static DeltaHistory initial() {
        return new DeltaHistory(0, Retries.none(), Triggers.start(), Instant.MIN, false, 0, false);
    }

    DeltaHistory nextCall() {
        return new DeltaHistory(calls + 1, retries, triggers, throttledUntil, resync, resets, resetWarned);
    }

    DeltaHistory with(Retries next) {
        return new DeltaHistory(calls, next, triggers, throttledUntil, resync, resets, resetWarned);
    }

    DeltaHistory with(Triggers next) {
        return new DeltaHistory(calls, retries, next, throttledUntil, resync, resets, resetWarned);
    }

    DeltaHistory withThrottledUntil(Instant until) {
        Instant later = until.isAfter(throttledUntil) ? until : throttledUntil;
        return new DeltaHistory(calls, retries, triggers, later, resync, resets, resetWarned);
    }

    DeltaHistory withResync(boolean requested) {
        return new DeltaHistory(calls, retries, triggers, throttledUntil, requested, resets, resetWarned);
    }

    DeltaHistory withReset() {
        return new DeltaHistory(calls, retries, triggers.reset(), throttledUntil, false, resets + 1, true);
    }

    /** Returns the history after a complete round. */
    DeltaHistory completed(Triggers next) {
        return new DeltaHistory(calls, Retries.none(), next, throttledUntil, resync, 0, resetWarned);
    }
}
