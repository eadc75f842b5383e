// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ErrorCode;

/**
 * What a session remembers from state to state.
 *
 * @param attempts how many attempts there were; the last one's id
 * @param failures how many failed in a row, a short success not counted
 * @param throttledUntil until when Graph wants to be left alone
 * @param opened whether the target was ever open
 * @param missingSince since when notifications may be missed
 * @param problem the code of the problem that was logged last
 * @param awaySince since when the session is not open, although it should be; empty while it is open
 * @param loggedAt when a problem was last logged as a warning
 */
record RetryHistory(
        long attempts,
        int failures,
        Instant throttledUntil,
        boolean opened,
        Optional<Instant> missingSince,
        Optional<ErrorCode> problem,
        Optional<Instant> awaySince,
        Instant loggedAt) {

    /** A problem that lasts is logged again after so long. */
    private static final Duration REMINDER = Duration.ofMinutes(5);

    static RetryHistory initial() {
        return new RetryHistory(
                0, 0, Instant.MIN, false, Optional.empty(), Optional.empty(), Optional.empty(), Instant.MIN);
    }

    RetryHistory nextAttempt() {
        return with(attempts + 1, failures, problem);
    }

    RetryHistory withFailure() {
        return with(attempts, failures + 1, problem);
    }

    /** A session that stayed open has nothing to be held against it. */
    RetryHistory resetFailures() {
        return with(attempts, 0, Optional.empty());
    }

    RetryHistory withThrottledUntil(Instant until) {
        Instant later = until.isAfter(throttledUntil) ? until : throttledUntil;
        return new RetryHistory(attempts, failures, later, opened, missingSince, problem, awaySince, loggedAt);
    }

    RetryHistory withOpened() {
        return new RetryHistory(
                attempts, failures, throttledUntil, true, Optional.empty(), problem, Optional.empty(), loggedAt);
    }

    /**
     * The session is not open any more.
     *
     * @param since the earliest time of a notification that may be missed
     */
    RetryHistory withGapSince(Instant since, Instant now) {
        return new RetryHistory(
                attempts, failures, throttledUntil, opened, Optional.of(since), problem, Optional.of(now), loggedAt);
    }

    /** The session is to be open from now on. */
    RetryHistory started(Instant now) {
        return new RetryHistory(
                attempts, failures, throttledUntil, opened, missingSince, problem, Optional.of(now), loggedAt);
    }

    /** Whether a problem is worth a warning: another one than the last, or one that lasts. */
    boolean isNew(ErrorCode code, Instant now) {
        return !problem.equals(Optional.of(code)) || isReminderDue(now);
    }

    /** Whether the last warning is so old that the problem is logged again. */
    boolean isReminderDue(Instant now) {
        return loggedAt.isAfter(Instant.MIN) && !now.isBefore(loggedAt.plus(REMINDER));
    }

    RetryHistory withLastReported(ErrorCode code, Instant now) {
        Instant logged = isNew(code, now) ? now : loggedAt;
        return new RetryHistory(
                attempts, failures, throttledUntil, opened, missingSince, Optional.of(code), awaySince, logged);
    }

    private RetryHistory with(long newAttempts, int newFailures, Optional<ErrorCode> newProblem) {
        return new RetryHistory(
                newAttempts, newFailures, throttledUntil, opened, missingSince, newProblem, awaySince, loggedAt);
    }
}
