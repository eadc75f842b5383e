// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.connection.Failure;
import org.drivechange.impl.session.SessionState.Attempt;
import org.drivechange.impl.session.SessionState.Draining;
import org.drivechange.impl.session.SessionState.Open;
import org.drivechange.impl.session.SessionState.Renewing;

/**
 * Replaces a subscription before its end, make before break: the old link delivers until the new one is joined, and is then
 * drained. Observers see nothing of a renewal, whatever happens to the new link. Tries come more often the less of the
 * subscription is left. Pure.
 */
final class RenewalTransitions {

    private final SessionReporter telling;
    private final Backoff backoff;
    private final ConnectTransitions attempts;

    RenewalTransitions(SessionReporter telling, Backoff backoff, ConnectTransitions attempts) {
        this.telling = telling;
        this.backoff = backoff;
        this.attempts = attempts;
    }

    Transition begin(RetryHistory history, Open live, Instant now) {
        if (throttled(history, live, now)) {
            return Transition.of(history, live.withRenewalAt(afterThrottle(history, live, now)));
        }
        RetryHistory next = history.nextAttempt();
        AttemptResult.Pending begun = attempts.begin(next.attempts(), Optional.empty(), now);
        return Transition.of(next, new Renewing(live, begun.next()), begun.commands());
    }

    Transition onSignal(RetryHistory history, Open live, Attempt attempt, Signal signal, Instant now) {
        if (throttled(history, live, now) && ConnectTransitions.throttled(history, attempt, signal, now)) {
            Open later = live.withRenewalAt(afterThrottle(history, live, now));
            return Transition.of(history, later, new Command.Abandon(attempt.id(), false));
        }
        AttemptResult progress = attempts.onSignal(attempt, signal, now);
        if (progress instanceof AttemptResult.Pending going) {
            return Transition.of(history, new Renewing(live, going.next()), going.commands());
        }
        return progress instanceof AttemptResult.Joined reached
                ? renewed(history, live, reached, now)
                : renewalFailed(history, live, (AttemptResult.Failed) progress, now);
    }

    /** The last attempt before the expiry ignores throttling: without it the session would be lost. */
    private static boolean throttled(RetryHistory history, Open live, Instant now) {
        return history.throttledUntil().isAfter(now)
                && now.isBefore(live.lease().lastCall());
    }

    private Instant afterThrottle(RetryHistory history, Open live, Instant now) {
        return live.lease().throttledUntil(backoff.afterThrottle(history), now);
    }

    private Transition renewed(RetryHistory history, Open old, AttemptResult.Joined reached, Instant now) {
        Lease lease = reached.lease();
        Draining draining = DrainTransitions.begin(old.connection(), lease, now);
        Open live = new Open(reached.connection(), lease, old.openedAt(), lease.renewAt(), 0, Optional.of(draining));
        List<Command> commands = new ArrayList<>();
        commands.add(new Command.Ping(old.attempt()));
        commands.addAll(telling.renewed(reached, now));
        return Transition.of(history.resetFailures(), live, commands);
    }

    private Transition renewalFailed(RetryHistory history, Open live, AttemptResult.Failed failed, Instant now) {
        Failure problem = failed.failure();
        Instant wanted = now.plus(backoff.after(problem, live.failedRenewals()));
        Instant again = problem.retryAfter().isPresent()
                ? live.lease().throttledUntil(wanted, now)
                : live.lease().retryAt(wanted, backoff.shortest(), now);
        List<Command> complaints = telling.failureCommands(history, problem, Duration.between(now, again), now);
        return Transition.of(history.withLastReported(problem.code(), now), live.withRenewalAt(again), complaints)
                .precededBy(failed.commands());
    }
}
