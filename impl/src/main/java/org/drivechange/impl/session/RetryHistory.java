// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ErrorCode;

/**
 * History of a session across its states.
 *
 * @param attempts number of attempts so far; also the id of the last one
 * @param failures number of consecutive failures; a short success does not reset it
 * @param throttledUntil end of the throttling by Graph
 * @param opened whether the target was ever open
 * @param missingSince time since which notifications may be missing
 * @param lastReported code of the failure that was logged last
 * @param notOpenSince time since which a started session is not open; empty while it is open
 * @param loggedAt time of the last warning
 */
record RetryHistory(
        long attempts,
        int failures,
        Instant throttledUntil,
        boolean opened,
        Optional<Instant> missingSince,
        Optional<ErrorCode> lastReported,
        Optional<Instant> notOpenSince,
        Instant loggedAt) {

    /** Interval at which a lasting failure is logged again. */
    private static final Duration REMINDER = Duration.ofMinutes(5);

    static RetryHistory initial() {
        return new RetryHistory(
                0, 0, Instant.MIN, false, Optional.empty(), Optional.empty(), Optional.empty(), Instant.MIN);
    }

    RetryHistory nextAttempt() {
        return with(attempts + 1, failures, lastReported);
    }

    RetryHistory withFailure() {
        return with(attempts, failures + 1, lastReported);
    }

    /** Resets the failure count after a stable connection. */
    RetryHistory resetFailures() {
        return with(attempts, 0, Optional.empty());
    }

    RetryHistory withThrottledUntil(Instant until) {
        Instant later = until.isAfter(throttledUntil) ? until : throttledUntil;
        return new RetryHistory(attempts, failures, later, opened, missingSince, lastReported, notOpenSince, loggedAt);
    }

    RetryHistory withOpened() {
        return new RetryHistory(
                attempts, failures, throttledUntil, true, Optional.empty(), lastReported, Optional.empty(), loggedAt);
    }

    /**
     * Records that the session is no longer open.
     *
     * @param since earliest time of a notification that may be missing
     */
    RetryHistory withGapSince(Instant since, Instant now) {
        return new RetryHistory(
                attempts,
                failures,
                throttledUntil,
                opened,
                Optional.of(since),
                lastReported,
                Optional.of(now),
                loggedAt);
    }

    /** Records the start of the session. */
    RetryHistory started(Instant now) {
        return new RetryHistory(
                attempts, failures, throttledUntil, opened, missingSince, lastReported, Optional.of(now), loggedAt);
    }

    /** Returns whether a failure is to be logged as a warning: its code differs from the last one, or a reminder is due. */
    boolean isNew(ErrorCode code, Instant now) {
        return !lastReported.equals(Optional.of(code)) || isReminderDue(now);
    }

    /** Returns whether the last warning is old enough to log the failure again. */
    boolean isReminderDue(Instant now) {
        return loggedAt.isAfter(Instant.MIN) && !now.isBefore(loggedAt.plus(REMINDER));
    }

    RetryHistory withLastReported(ErrorCode code, Instant now) {
        Instant logged = isNew(code, now) ? now : loggedAt;
        return new RetryHistory(
                attempts, failures, throttledUntil, opened, missingSince, Optional.of(code), notOpenSince, logged);
    }

    private RetryHistory with(long newAttempts, int newFailures, Optional<ErrorCode> newLastReported) {
        return new RetryHistory(
                newAttempts,
                newFailures,
                throttledUntil,
                opened,
                missingSince,
                newLastReported,
                notOpenSince,
                loggedAt);
    }
}
