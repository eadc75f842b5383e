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
import org.drivechange.impl.session.SessionState.Open;
import org.drivechange.impl.session.SessionState.Renewing;
import org.drivechange.impl.session.SessionState.Stopped;
import org.drivechange.impl.session.SessionState.Waiting;
import org.drivechange.impl.socketio.Recovery;

/** Transitions that close a session: its connection is lost, or it is stopped. Pure. */
final class CloseTransitions {

    /** Time after which an open session resets its failure count. */
    private static final Duration STABLE_AFTER = Duration.ofMinutes(1);

    private final SessionReporter reporter;
    private final Backoff backoff;

    CloseTransitions(SessionReporter reporter, Backoff backoff) {
        this.reporter = reporter;
        this.backoff = backoff;
    }

    /** Closes the session after its connection is lost. A renewal in progress continues as the next attempt. */
    Transition connectionLost(RetryHistory history, Open open, Failure failure, Optional<Attempt> next, Instant now) {
        boolean stayedOpen = !now.isBefore(open.openedAt().plus(STABLE_AFTER));
        Instant since = SessionState.earlier(open.completeUntil(), open.lease().expiresAt());
        RetryHistory missing = (stayedOpen ? history.resetFailures() : history).withGapSince(since, now);
        List<Command> commands = new ArrayList<>(abandon(open, false));
        commands.add(reporter.connectionLost(failure, now));
        if (next.isPresent()) {
            commands.addAll(reporter.failureCommands(missing, failure, Duration.ZERO, "a renewal is in progress", now));
            return Transition.of(missing.withLastReported(failure.code(), now), next.get(), commands);
        }
        Duration wait = backoff.after(failure, missing.failures());
        commands.addAll(reporter.failureCommands(missing, failure, wait, now));
        Optional<ReusableSubscription> resume = failure.transport()
                ? Optional.of(ReusableSubscription.after(open.lease(), recovery(open)))
                : Optional.empty();
        return Transition.of(
                missing.withFailure().withLastReported(failure.code(), now),
                new Waiting(now.plus(wait), resume),
                commands);
    }

    /**
     * Returns the state to recover, none while draining: the server does not resend data that is in transit on the old
     * connection.
     */
    private static Optional<Recovery> recovery(Open open) {
        return open.draining().isPresent()
                ? Optional.empty()
                : open.connection().recovery();
    }

    /** Stops the session for good. */
    Transition stop(RetryHistory history, SessionState state, String reason, Instant now) {
        List<Command> commands = new ArrayList<>();
        if (state instanceof Attempt attempt) {
            commands.add(new Command.Abandon(attempt.id(), true));
        } else if (state instanceof Renewing renewing) {
            commands.add(new Command.Abandon(renewing.next().id(), true));
            commands.addAll(abandon(renewing.current(), true));
            commands.add(reporter.closed(reason, false, now));
        } else if (state instanceof Open open) {
            commands.addAll(abandon(open, true));
            commands.add(reporter.closed(reason, false, now));
        }
        return Transition.of(history, new Stopped(), commands);
    }

    private static List<Command> abandon(Open open, boolean goingAway) {
        List<Command> commands = new ArrayList<>();
        open.draining().ifPresent(old -> commands.add(new Command.Abandon(old.attempt(), goingAway)));
        commands.add(new Command.Abandon(open.attempt(), goingAway));
        return commands;
    }
}
