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
import org.drivechange.impl.session.SessionState.Live;
import org.drivechange.impl.session.SessionState.Renewing;

/**
 * Replaces a subscription before its end, make before break: the old link delivers until the new one is joined, and is then
 * drained. Observers see nothing of a renewal, whatever happens to the new link. Tries come more often the less of the
 * subscription is left. Pure.
 */
final class RenewalMachine {

    private final Telling telling;
    private final Backoff backoff;
    private final AttemptMachine attempts;

    RenewalMachine(Telling telling, Backoff backoff, AttemptMachine attempts) {
        this.telling = telling;
        this.backoff = backoff;
        this.attempts = attempts;
    }

    Step begin(History history, Live live, Instant now) {
        if (throttled(history, live, now)) {
            return Step.of(history, live.renewingAgain(afterThrottle(history, live, now)));
        }
        History next = history.attempting();
        Progress.Going begun = attempts.begin(next.attempts(), Optional.empty(), now);
        return Step.of(next, new Renewing(live, begun.next()), begun.commands());
    }

    Step step(History history, Live live, Attempt attempt, Signal signal, Instant now) {
        if (throttled(history, live, now) && AttemptMachine.throttled(history, attempt, signal, now)) {
            Live later = live.renewingAgain(afterThrottle(history, live, now));
            return Step.of(history, later, new Command.End(attempt.id(), false));
        }
        Progress progress = attempts.step(attempt, signal, now);
        if (progress instanceof Progress.Going going) {
            return Step.of(history, new Renewing(live, going.next()), going.commands());
        }
        return progress instanceof Progress.Reached reached
                ? renewed(history, live, reached, now)
                : notRenewed(history, live, (Progress.Failed) progress, now);
    }

    /** The last attempt before the expiry ignores throttling: without it the session would be lost. */
    private static boolean throttled(History history, Live live, Instant now) {
        return history.throttledUntil().isAfter(now)
                && now.isBefore(live.lease().lastCall());
    }

    private Instant afterThrottle(History history, Live live, Instant now) {
        return live.lease().throttledUntil(backoff.afterThrottle(history), now);
    }

    private Step renewed(History history, Live old, Progress.Reached reached, Instant now) {
        Lease lease = reached.lease();
        Draining draining = DrainMachine.begin(old.conversation(), lease, now);
        Live live = new Live(reached.conversation(), lease, old.openedAt(), lease.renewAt(), 0, Optional.of(draining));
        List<Command> commands = new ArrayList<>();
        commands.add(new Command.Ping(old.link()));
        commands.addAll(telling.renewed(reached, now));
        return Step.of(history.forgiven(), live, commands);
    }

    private Step notRenewed(History history, Live live, Progress.Failed failed, Instant now) {
        Failure problem = failed.problem();
        Instant wanted = now.plus(backoff.after(problem, live.failedRenewals()));
        Instant again = problem.retryAfter().isPresent()
                ? live.lease().throttledUntil(wanted, now)
                : live.lease().retryAt(wanted, backoff.shortest(), now);
        List<Command> complaints = telling.complaints(history, problem, Duration.between(now, again), now);
        return Step.of(history.told(problem.code(), now), live.renewingAgain(again), complaints)
                .after(failed.commands());
    }
}
