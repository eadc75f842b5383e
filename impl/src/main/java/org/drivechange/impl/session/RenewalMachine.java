// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.session.SessionState.Acquiring;
import org.drivechange.impl.session.SessionState.Attempt;
import org.drivechange.impl.session.SessionState.Draining;
import org.drivechange.impl.session.SessionState.Live;
import org.drivechange.impl.session.SessionState.Renewing;

/**
 * Replaces a subscription before its end, make before break: the old link delivers until the new one is joined, and is then
 * drained. Whatever happens to the new link, nothing is told to observers. Pure.
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
        if (history.throttledUntil().isAfter(now)) {
            return Step.of(history, live.renewingAgain(backoff.afterThrottle(history)));
        }
        History next = history.attempting();
        Attempt attempt = Acquiring.queued(next.attempts(), Optional.empty());
        return Step.of(next, new Renewing(live, attempt), new Command.AwaitTurn(next.attempts()));
    }

    Step step(History history, Live live, Attempt attempt, Signal signal, Instant now) {
        if (AttemptMachine.throttled(history, attempt, signal, now)) {
            Live later = live.renewingAgain(backoff.afterThrottle(history));
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
        Duration wait = backoff.after(failed.problem(), live.failedRenewals());
        History next = history.told(failed.problem().code());
        List<Command> complaints = telling.complaints(history, failed.problem(), wait, now);
        return Step.of(next, live.renewingAgain(now.plus(wait)), complaints).after(failed.commands());
    }
}
