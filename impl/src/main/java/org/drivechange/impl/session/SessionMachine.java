// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.drivechange.impl.connection.Failure;
import org.drivechange.impl.connection.ProtocolStep;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.session.SessionState.Attempt;
import org.drivechange.impl.session.SessionState.Idle;
import org.drivechange.impl.session.SessionState.Open;
import org.drivechange.impl.session.SessionState.Renewing;
import org.drivechange.impl.session.SessionState.Stopped;
import org.drivechange.impl.session.SessionState.Waiting;
import org.drivechange.impl.socketio.Recovery;

/**
 * Decides everything about a session: a pure function of the session, a signal and the time. It knows no sockets, threads
 * or clocks. Only {@link Signal.Stop} is the end; the network never is.
 */
public final class SessionMachine {

    private static final Duration STABLE_AFTER = Duration.ofMinutes(1);

    private final SessionReporter telling;
    private final Backoff backoff;
    private final ConnectTransitions attempts;
    private final ProtocolSignals protocol = new ProtocolSignals();
    private final RenewalTransitions renewals;
    private final DrainTransitions drains;

    public SessionMachine(SessionKey key, SessionSettings settings, RandomGenerator random) {
        this.backoff = new Backoff(settings.reconnect(), random);
        this.telling = new SessionReporter(key, backoff);
        this.attempts = new ConnectTransitions(key, settings, protocol);
        this.renewals = new RenewalTransitions(telling, backoff, attempts);
        this.drains = new DrainTransitions(telling, protocol);
    }

    public Transition onSignal(SessionSnapshot session, Signal signal, Instant now) {
        RetryHistory history = session.history();
        SessionState state = session.state();
        if (state instanceof Stopped) {
            return Transition.of(history, state);
        }
        if (signal instanceof Signal.Stop stop) {
            return stop(history, state, stop.reason(), now);
        }
        if (signal instanceof Signal.Throttled throttled) {
            return throttled(history, state, throttled.until());
        }
        Optional<Transition> expired = expired(session, now);
        if (expired.isPresent()) {
            return onSignal(expired.get().session(), signal, now)
                    .precededBy(expired.get().commands());
        }
        if (state instanceof Open live) {
            return whileOpen(history, live, signal, now);
        }
        if (state instanceof Renewing renewing) {
            return whileRenewing(history, renewing, signal, now);
        }
        if (state instanceof Attempt attempt) {
            return whileAttempting(history, attempt, signal, now);
        }
        if (state instanceof Waiting waiting && signal instanceof Signal.Tick && !now.isBefore(waiting.until())) {
            return begin(history, waiting.resume(), now);
        }
        return state instanceof Idle && signal instanceof Signal.Start
                ? begin(history.started(now), Optional.empty(), now)
                : Transition.of(history, state);
    }

    /**
     * A subscription that has expired makes the session lost, before any other signal is looked at: what the server does with
     * its link then is not documented, and it may just send nothing more.
     */
    private Optional<Transition> expired(SessionSnapshot session, Instant now) {
        SessionState state = session.state();
        Optional<Attempt> next = state instanceof Renewing renewing ? Optional.of(renewing.next()) : Optional.empty();
        Optional<Open> live = state instanceof Renewing renewing
                ? Optional.of(renewing.current())
                : Optional.of(state).filter(Open.class::isInstance).map(Open.class::cast);
        Failure problem = Failure.of(ErrorCode.SUBSCRIPTION_EXPIRED, "open", "");
        return live.filter(one -> one.lease().expired(now))
                .map(one -> connectionLost(session.history(), one, problem, next, now));
    }

    private Transition begin(RetryHistory history, Optional<ReusableSubscription> resume, Instant now) {
        Optional<ReusableSubscription> usable = resume.filter(one -> one.usable(now));
        if (usable.isEmpty() && history.throttledUntil().isAfter(now)) {
            return Transition.of(history, new Waiting(backoff.afterThrottle(history), Optional.empty()));
        }
        RetryHistory next = history.nextAttempt();
        AttemptResult.Pending begun = attempts.begin(next.attempts(), usable, now);
        return Transition.of(next, begun.next(), begun.commands());
    }

    private Transition whileAttempting(RetryHistory history, Attempt attempt, Signal signal, Instant now) {
        if (ConnectTransitions.throttled(history, attempt, signal, now)) {
            Waiting waiting = new Waiting(backoff.afterThrottle(history), Optional.empty());
            return Transition.of(history, waiting, new Command.Abandon(attempt.id(), false));
        }
        AttemptResult progress = attempts.onSignal(attempt, signal, now);
        if (progress instanceof AttemptResult.Pending going) {
            return Transition.of(history, going.next(), going.commands());
        }
        return progress instanceof AttemptResult.Joined reached
                ? open(history, reached, now)
                : failed(history, (AttemptResult.Failed) progress, now);
    }

    private Transition open(RetryHistory history, AttemptResult.Joined reached, Instant now) {
        Lease lease = reached.lease();
        Open live = new Open(reached.connection(), lease, now, lease.renewAt(), 0, Optional.empty());
        return Transition.of(history.withOpened(), live, telling.opened(history, reached, now));
    }

    private Transition failed(RetryHistory history, AttemptResult.Failed failed, Instant now) {
        Failure problem = failed.failure();
        Duration wait = failed.newSubscription() ? Duration.ZERO : backoff.after(problem, history.failures());
        List<Command> commands = new ArrayList<>(failed.commands());
        commands.addAll(
                failed.newSubscription()
                        ? telling.failureCommands(history, problem, wait, "Graph is asked for another endpoint", now)
                        : telling.failureCommands(history, problem, wait, now));
        RetryHistory next = history.withFailure().withLastReported(problem.code(), now);
        return failed.newSubscription()
                ? begin(next, Optional.empty(), now).precededBy(commands)
                : Transition.of(next, new Waiting(now.plus(wait), failed.resume()), commands);
    }

    private Transition whileOpen(RetryHistory history, Open live, Signal signal, Instant now) {
        if (!owns(live, signal)) {
            return drains.onSignal(history, live, signal, now).orElse(Transition.of(history, live));
        }
        ProtocolStep heard = protocol.apply(live.connection(), signal, now);
        if (heard.failure().isPresent()) {
            return connectionLost(history, live, heard.failure().get(), Optional.empty(), now);
        }
        Open next = live.withConnection(heard.connection());
        List<Command> commands = telling.commandsFor(next.attempt(), heard.events(), now);
        return signal instanceof Signal.Tick
                ? onTick(history, next, now).precededBy(commands)
                : Transition.of(history, next, commands);
    }

    private Transition onTick(RetryHistory history, Open live, Instant now) {
        Optional<Transition> drained = drains.onTick(history, live, now);
        if (drained.isPresent()) {
            return drained.get();
        }
        boolean renew = live.draining().isEmpty() && !now.isBefore(live.renewAt());
        return renew ? renewals.begin(history, live, now) : Transition.of(history, live);
    }

    private Transition whileRenewing(RetryHistory history, Renewing renewing, Signal signal, Instant now) {
        Open live = renewing.current();
        if (!owns(live, signal)) {
            return renewals.onSignal(history, live, renewing.next(), signal, now);
        }
        ProtocolStep heard = protocol.apply(live.connection(), signal, now);
        if (heard.failure().isPresent()) {
            return connectionLost(history, live, heard.failure().get(), Optional.of(renewing.next()), now);
        }
        Open next = live.withConnection(heard.connection());
        List<Command> commands = telling.commandsFor(next.attempt(), heard.events(), now);
        return signal instanceof Signal.Tick
                ? renewals.onSignal(history, next, renewing.next(), signal, now).precededBy(commands)
                : Transition.of(history, new Renewing(next, renewing.next()), commands);
    }

    /** The link that delivered is gone. A renewal that is under way goes on as the next link. */
    private Transition connectionLost(
            RetryHistory history, Open live, Failure problem, Optional<Attempt> next, Instant now) {
        boolean stayedOpen = !now.isBefore(live.openedAt().plus(STABLE_AFTER));
        Instant since = SessionState.earlier(live.completeUntil(), live.lease().expiresAt());
        RetryHistory missing = (stayedOpen ? history.resetFailures() : history).withGapSince(since, now);
        List<Command> commands = new ArrayList<>(abandon(live, false));
        commands.add(telling.connectionLost(problem, now));
        if (next.isPresent()) {
            commands.addAll(telling.failureCommands(missing, problem, Duration.ZERO, "a renewal is under way", now));
            return Transition.of(missing.withLastReported(problem.code(), now), next.get(), commands);
        }
        Duration wait = backoff.after(problem, missing.failures());
        commands.addAll(telling.failureCommands(missing, problem, wait, now));
        Optional<ReusableSubscription> resume = problem.transport()
                ? Optional.of(ReusableSubscription.after(live.lease(), recovery(live)))
                : Optional.empty();
        return Transition.of(
                missing.withFailure().withLastReported(problem.code(), now),
                new Waiting(now.plus(wait), resume),
                commands);
    }

    /** A server that recovers the connection knows nothing of what is still on the link before it. */
    private static Optional<Recovery> recovery(Open live) {
        return live.draining().isPresent()
                ? Optional.empty()
                : live.connection().recovery();
    }

    private Transition stop(RetryHistory history, SessionState state, String reason, Instant now) {
        List<Command> commands = new ArrayList<>();
        if (state instanceof Attempt attempt) {
            commands.add(new Command.Abandon(attempt.id(), true));
        } else if (state instanceof Renewing renewing) {
            commands.add(new Command.Abandon(renewing.next().id(), true));
            commands.addAll(abandon(renewing.current(), true));
            commands.add(telling.closed(reason, false, now));
        } else if (state instanceof Open live) {
            commands.addAll(abandon(live, true));
            commands.add(telling.closed(reason, false, now));
        }
        return Transition.of(history, new Stopped(), commands);
    }

    private Transition throttled(RetryHistory history, SessionState state, Instant until) {
        RetryHistory next = history.withThrottledUntil(until);
        boolean early = state instanceof Waiting waiting
                && waiting.resume().isEmpty()
                && waiting.until().isBefore(until);
        return Transition.of(next, early ? new Waiting(backoff.afterThrottle(next), Optional.empty()) : state);
    }

    private static List<Command> abandon(Open live, boolean goingAway) {
        List<Command> commands = new ArrayList<>();
        live.draining().ifPresent(old -> commands.add(new Command.Abandon(old.attempt(), goingAway)));
        commands.add(new Command.Abandon(live.attempt(), goingAway));
        return commands;
    }

    private static boolean owns(Open live, Signal signal) {
        return signal instanceof Signal.Tick
                || (signal instanceof Signal.AttemptSignal ours && ours.attempt() == live.attempt());
    }
}
