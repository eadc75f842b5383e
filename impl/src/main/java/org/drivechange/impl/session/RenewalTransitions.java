// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.retry.Backoff;
import org.drivechange.impl.retry.Failure;
import org.drivechange.impl.session.SessionState.Attempt;
import org.drivechange.impl.session.SessionState.Draining;
import org.drivechange.impl.session.SessionState.Open;
import org.drivechange.impl.session.SessionState.Renewing;

/**
 * Transitions of a renewal, make before break: the old connection delivers until the new one is joined, and is then drained.
 * Observers see no renewal, even if the new connection fails. Attempts become more frequent towards the end of the
 * subscription. Pure.
 */
final class RenewalTransitions {

    private final SessionReporter reporter;
    private final Backoff backoff;
    private final ConnectTransitions attempts;

    RenewalTransitions(SessionReporter reporter, Backoff backoff, ConnectTransitions attempts) {
        this.reporter = reporter;
        this.backoff = backoff;
        this.attempts = attempts;
    }

    Transition begin(RetryHistory history, Open open, Instant now) {
        if (throttled(history, open, now)) {
            return Transition.of(history, open.withRenewalAt(afterThrottle(history, open, now)));
        }
        return attempts.begin(history, Optional.empty(), attempt -> new Renewing(open, attempt), now);
    }

    Transition onSignal(RetryHistory history, Open open, Attempt attempt, Signal signal, Instant now) {
        if (throttled(history, open, now) && SubscribeTransitions.throttled(history, attempt, signal, now)) {
            Open later = open.withRenewalAt(afterThrottle(history, open, now));
            return Transition.of(history, later, new Command.Abandon(attempt.id(), false));
        }
        AttemptResult result = attempts.onSignal(attempt, signal, now);
        if (result instanceof AttemptResult.Pending pending) {
            return Transition.of(history, new Renewing(open, pending.next()), pending.commands());
        }
        return result instanceof AttemptResult.Joined joined
                ? renewed(history, open, joined, now)
                : renewalFailed(history, open, (AttemptResult.Failed) result, now);
    }

    /**
     * Returns whether Graph throttles the account. The last attempt before the expiry ignores throttling, as the session would
     * be lost without it.
     */
    private static boolean throttled(RetryHistory history, Open open, Instant now) {
        return history.throttledUntil().isAfter(now)
                && now.isBefore(open.lease().lastCall());
    }

    private Instant afterThrottle(RetryHistory history, Open open, Instant now) {
        return open.lease().throttledUntil(backoff.afterThrottle(history.throttledUntil()), now);
    }

    private Transition renewed(RetryHistory history, Open old, AttemptResult.Joined joined, Instant now) {
        Lease lease = joined.lease();
        Draining draining = DrainTransitions.begin(old.connection(), lease, now);
        Open open = new Open(joined.connection(), lease, old.openedAt(), lease.renewAt(), 0, Optional.of(draining));
        List<Command> commands = new ArrayList<>();
        commands.add(new Command.Ping(old.attempt()));
        commands.addAll(reporter.renewed(joined, now));
        return Transition.of(history.resetFailures(), open, commands);
    }

    private Transition renewalFailed(RetryHistory history, Open open, AttemptResult.Failed failed, Instant now) {
        Failure failure = failed.failure();
        Instant normal = now.plus(backoff.after(failure, open.failedRenewals()));
        Instant retryAt = failure.retryAfter().isPresent()
                ? open.lease().throttledUntil(normal, now)
                : open.lease().retryAt(normal, backoff.shortest(), now);
        List<Command> reports = reporter.failureCommands(history, failure, Duration.between(now, retryAt), now);
        return Transition.of(history.withLastReported(failure.code(), now), open.withRenewalAt(retryAt), reports)
                .precededBy(failed.commands());
    }
}
