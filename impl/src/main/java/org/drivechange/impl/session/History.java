// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Instant;
import java.util.Optional;

/**
 * What a session remembers from state to state.
 *
 * @param attempts how many attempts there were; the last one's id
 * @param failures how many failed in a row, a short success not counted
 * @param throttledUntil until when Graph wants to be left alone
 * @param opened whether the target was ever open
 * @param missingSince since when notifications may be missed
 * @param problem the code of the problem that was told last
 */
record History(
        long attempts,
        int failures,
        Instant throttledUntil,
        boolean opened,
        Optional<Instant> missingSince,
        Optional<String> problem) {

    static History blank() {
        return new History(0, 0, Instant.MIN, false, Optional.empty(), Optional.empty());
    }

    History attempting() {
        return new History(attempts + 1, failures, throttledUntil, opened, missingSince, problem);
    }

    History failed() {
        return new History(attempts, failures + 1, throttledUntil, opened, missingSince, problem);
    }

    History throttled(Instant until) {
        Instant later = until.isAfter(throttledUntil) ? until : throttledUntil;
        return new History(attempts, failures, later, opened, missingSince, problem);
    }

    History open() {
        return new History(attempts, failures, throttledUntil, true, Optional.empty(), problem);
    }

    History missing(Instant since) {
        return new History(attempts, failures, throttledUntil, opened, Optional.of(since), problem);
    }

    History told(String code) {
        return new History(attempts, failures, throttledUntil, opened, missingSince, Optional.of(code));
    }

    /** A session that stayed open has nothing to be held against it. */
    History forgiven() {
        return new History(attempts, 0, throttledUntil, opened, missingSince, Optional.empty());
    }
}
