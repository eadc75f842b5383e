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
 * @param failingSince time since which Graph answers the current link with errors only
 * @param endless whether the last round did not end; then only a complete round is a success
 * @param lastReported code of the failure that was logged last
 * @param loggedAt time of the last warning
 */
record Retries(
        int failures,
        int refusals,
        Optional<Instant> failingSince,
        boolean endless,
        Optional<ErrorCode> lastReported,
        Instant loggedAt) {

    /** Interval at which a lasting failure is logged again. */
    private static final Duration REMINDER = Duration.ofMinutes(5);

    static Retries none() {
        return new Retries(0, 0, Optional.empty(), false, Optional.empty(), Instant.MIN);
    }

    /** Returns whether a failure is to be logged as a warning: its code differs from the last one, or a reminder is due. */
    boolean isNew(ErrorCode code, Instant now) {
        boolean due = loggedAt.isAfter(Instant.MIN) && !now.isBefore(loggedAt.plus(REMINDER));
        return due || !lastReported.equals(Optional.of(code));
    }

    Retries failed(ErrorCode code, Instant now) {
        return new Retries(
                failures + 1, refusals, failingSince, endless, Optional.of(code), isNew(code, now) ? now : loggedAt);
    }

    /** Counts a refusal of the current link. */
    Retries refused() {
        return new Retries(failures, refusals + 1, failingSince, endless, lastReported, loggedAt);
    }

    /** Records a failure of Graph for the current link. */
    Retries failing(Instant now) {
        return new Retries(
                failures, refusals, failingSince.or(() -> Optional.of(now)), endless, lastReported, loggedAt);
    }

    /** Records a failure that does not concern the current link. */
    Retries notFailing() {
        return new Retries(failures, refusals, Optional.empty(), endless, lastReported, loggedAt);
    }

    /** Records that the round did not end. */
    Retries endlessRound() {
        return new Retries(failures, refusals, failingSince, true, lastReported, loggedAt);
    }

    /** Returns the retries after a page. */
    Retries afterPage() {
        return endless ? otherLink() : none();
    }

    /** Returns the command that reports the recovery, if the failures have ended. */
    Optional<DeltaCommand> recovery(Retries next) {
        return failures > 0 && next.failures == 0 ? Optional.of(new DeltaCommand.ReportRecovery()) : Optional.empty();
    }

    /** Returns the retries after the link was given up. */
    Retries otherLink() {
        return new Retries(failures, 0, Optional.empty(), endless, lastReported, loggedAt);
    }
}
