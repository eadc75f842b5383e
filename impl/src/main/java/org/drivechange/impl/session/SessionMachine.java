// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.drivechange.impl.connection.ProtocolStep;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.retry.Backoff;
import org.drivechange.impl.retry.Failure;
import org.drivechange.impl.session.SessionState.Attempt;
import org.drivechange.impl.session.SessionState.Idle;
import org.drivechange.impl.session.SessionState.Open;
import org.drivechange.impl.session.SessionState.Renewing;
import org.drivechange.impl.session.SessionState.Stopped;
import org.drivechange.impl.session.SessionState.Waiting;

/**
 * Decides the next state and commands of a session: a pure function of the session, a signal and the time. It uses no sockets,
 * threads or clocks. Only {@link Signal.Stop} is terminal; network failures are always retried.
 */
public final class SessionMachine {

    private final SessionReporter reporter;
    private final Backoff backoff;
    private final ConnectTransitions attempts;
    private final ProtocolSignals protocol = new ProtocolSignals();
    private final RenewalTransitions renewals;
    private final DrainTransitions drains;
    private final CloseTransitions closes;
    private final SubscriptionExpiryTransitions expiry;

    public SessionMachine(SessionKey key, SessionSettings settings, RandomGenerator random) {
        this.backoff = new Backoff(settings.reconnect(), random);
        this.reporter = new SessionReporter(key, backoff);
        this.attempts = new ConnectTransitions(key, settings, protocol);
        this.renewals = new RenewalTransitions(reporter, backoff, attempts);
        this.drains = new DrainTransitions(reporter, protocol);
        this.closes = new CloseTransitions(reporter, backoff);
        this.expiry = new SubscriptionExpiryTransitions(closes);
    }

    public Transition onSignal(SessionSnapshot session, Signal signal, Instant now) {
        RetryHistory history = session.history();
        SessionState state = session.state();
        if (state instanceof Stopped) {
            return Transition.of(history, state);
        }
        if (signal instanceof Signal.Stop stop) {
            return closes.stop(history, state, stop.reason(), now);
        }
        if (signal instanceof Signal.Throttled throttled) {
            return throttled(history, state, throttled.until());
        }
        Optional<Transition> expired = expiry.beforeSignal(session, now);
        if (expired.isPresent()) {
            return onSignal(expired.get().session(), signal, now)
                    .precededBy(expired.get().commands());
        }
        if (state instanceof Open open) {
            return whileOpen(history, open, Optional.empty(), signal, now);
        }
        if (state instanceof Renewing renewing) {
            return whileOpen(history, renewing.current(), Optional.of(renewing.next()), signal, now);
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

    private Transition begin(RetryHistory history, Optional<ReusableSubscription> resume, Instant now) {
        Optional<ReusableSubscription> usable = resume.filter(subscription -> subscription.usable(now));
        if (usable.isEmpty() && history.throttledUntil().isAfter(now)) {
            return Transition.of(
                    history, new Waiting(backoff.afterThrottle(history.throttledUntil()), Optional.empty()));
        }
        return attempts.begin(history, usable, attempt -> attempt, now);
    }

    private Transition whileAttempting(RetryHistory history, Attempt attempt, Signal signal, Instant now) {
        if (SubscribeTransitions.throttled(history, attempt, signal, now)) {
            Waiting waiting = new Waiting(backoff.afterThrottle(history.throttledUntil()), Optional.empty());
            return Transition.of(history, waiting, new Command.Abandon(attempt.id(), false));
        }
        AttemptResult result = attempts.onSignal(attempt, signal, now);
        if (result instanceof AttemptResult.Pending pending) {
            return Transition.of(history, pending.next(), pending.commands());
        }
        return result instanceof AttemptResult.Joined joined
                ? open(history, joined, now)
                : failed(history, (AttemptResult.Failed) result, now);
    }

    private Transition open(RetryHistory history, AttemptResult.Joined joined, Instant now) {
        Lease lease = joined.lease();
        Open open = new Open(joined.connection(), lease, now, lease.renewAt(), 0, Optional.empty());
        return Transition.of(history.withOpened(), open, reporter.opened(history, joined, now));
    }

    private Transition failed(RetryHistory history, AttemptResult.Failed failed, Instant now) {
        Failure failure = failed.failure();
        Duration wait = failed.newSubscription() ? Duration.ZERO : backoff.after(failure, history.failures());
        List<Command> commands = new ArrayList<>(failed.commands());
        commands.addAll(
                failed.newSubscription()
                        ? reporter.failureCommands(history, failure, wait, "DriveChange requests another endpoint", now)
                        : reporter.failureCommands(history, failure, wait, now));
        RetryHistory next = history.withFailure().withLastReported(failure.code(), now);
        return failed.newSubscription()
                ? begin(next, Optional.empty(), now).precededBy(commands)
                : Transition.of(next, new Waiting(now.plus(wait), failed.resume()), commands);
    }

    /** Handles a signal while notifications flow; a renewal may be in progress. */
    private Transition whileOpen(
            RetryHistory history, Open open, Optional<Attempt> renewal, Signal signal, Instant now) {
        if (!open.owns(signal)) {
            return renewal.map(attempt -> renewals.onSignal(history, open, attempt, signal, now))
                    .orElseGet(() -> drains.onSignal(history, open, signal, now));
        }
        ProtocolStep step = protocol.apply(open.connection(), signal, now);
        if (step.failure().isPresent()) {
            return closes.connectionLost(history, open, step.failure().get(), renewal, now);
        }
        List<Command> commands = reporter.commandsFor(open.attempt(), step.events(), now);
        return afterStep(history, open.withConnection(step.connection()), renewal, signal, now)
                .precededBy(commands);
    }

    private Transition afterStep(
            RetryHistory history, Open open, Optional<Attempt> renewal, Signal signal, Instant now) {
        if (renewal.isEmpty()) {
            return signal instanceof Signal.Tick ? onTick(history, open, now) : Transition.of(history, open);
        }
        return signal instanceof Signal.Tick
                ? renewals.onSignal(history, open, renewal.get(), signal, now)
                : Transition.of(history, new Renewing(open, renewal.get()));
    }

    private Transition onTick(RetryHistory history, Open open, Instant now) {
        Optional<Transition> drained = drains.onTick(history, open, now);
        if (drained.isPresent()) {
            return drained.get();
        }
        boolean renew = open.draining().isEmpty() && !now.isBefore(open.renewAt());
        return renew ? renewals.begin(history, open, now) : Transition.of(history, open);
    }

    private Transition throttled(RetryHistory history, SessionState state, Instant until) {
        RetryHistory next = history.withThrottledUntil(until);
        boolean early = state instanceof Waiting waiting
                && waiting.resume().isEmpty()
                && waiting.until().isBefore(until);
        return Transition.of(
                next, early ? new Waiting(backoff.afterThrottle(next.throttledUntil()), Optional.empty()) : state);
    }
}
