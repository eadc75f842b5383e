// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ErrorCode;

/**
 * Failures since the last success. Immutable.
 *
 * @param failures number of consecutive failures
 * @param refusals number of times that Graph has refused the current link
 * @param failingSince time since which Graph fails for the current link
 * @param lastReported code of the failure that was logged last
 * @param loggedAt time of the last warning
 */
record Retries(
        int failures,
        int refusals,
        Optional<Instant> failingSince,
        Optional<ErrorCode> lastReported,
        Instant loggedAt) {

    /** Interval at which a lasting failure is logged again. */
    private static final Duration REMINDER = Duration.ofMinutes(5);

    static Retries none() {
        return new Retries(0, 0, Optional.empty(), Optional.empty(), Instant.MIN);
    }

    /** Returns whether a failure is to be logged as a warning: its code differs from the last one, or a reminder is due. */
    boolean isNew(ErrorCode code, Instant now) {
        boolean due = loggedAt.isAfter(Instant.MIN) && !now.isBefore(loggedAt.plus(REMINDER));
        return due || !lastReported.equals(Optional.of(code));
    }

    Retries failed(ErrorCode code, Instant now) {
        return new Retries(failures + 1, refusals, failingSince, Optional.of(code), isNew(code, now) ? now : loggedAt);
    }

    /** Counts a refusal of the current link. */
    Retries refused() {
        return new Retries(failures, refusals + 1, failingSince, lastReported, loggedAt);
    }

    /** Records a failure of Graph for the current link. */
    Retries failing(Instant now) {
        return new Retries(failures, refusals, failingSince.or(() -> Optional.of(now)), lastReported, loggedAt);
    }

    /** Returns the retries after the link was given up. */
    Retries otherLink() {
        return new Retries(failures, 0, Optional.empty(), lastReported, loggedAt);
    }
}
