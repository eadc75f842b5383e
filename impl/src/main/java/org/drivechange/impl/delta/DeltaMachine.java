// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Instant;
import java.util.random.RandomGenerator;
import org.drivechange.impl.delta.DeltaState.Delivering;
import org.drivechange.impl.delta.DeltaState.Fenced;
import org.drivechange.impl.delta.DeltaState.Idle;
import org.drivechange.impl.delta.DeltaState.OpenPausing;
import org.drivechange.impl.delta.DeltaState.Opening;
import org.drivechange.impl.delta.DeltaState.ReadPausing;
import org.drivechange.impl.delta.DeltaState.Reading;
import org.drivechange.impl.delta.DeltaState.Redelivering;
import org.drivechange.impl.delta.DeltaState.ResolvePausing;
import org.drivechange.impl.delta.DeltaState.Resolving;
import org.drivechange.impl.delta.DeltaState.SavePausing;
import org.drivechange.impl.delta.DeltaState.Saving;
import org.drivechange.impl.delta.DeltaState.Stopped;
import org.drivechange.impl.delta.DeltaState.Stopping;
import org.drivechange.impl.delta.DeltaState.Waiting;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.retry.Backoff;
import org.drivechange.impl.retry.Failure;

/**
 * Decides the next state and commands of the reader of one target's delta: a pure function of the reader, a signal and the time.
 * It uses no sockets, threads or clocks. Only {@link DeltaSignal.Stop} and a position taken over are terminal; failures are
 * always retried.
 */
public final class DeltaMachine {

    private final DeltaReporter reporter;
    private final OpenTransitions opens;
    private final RoundTransitions rounds;
    private final DeliveryTransitions deliveries;
    private final ResetTransitions resets;

    /**
     * Creates the machine of one target.
     *
     * @param resetObserved whether a method observes its resets
     */
    public DeltaMachine(SessionKey key, DeltaSettings settings, boolean resetObserved, RandomGenerator random) {
        Backoff backoff = new Backoff(settings.reconnect(), random);
        this.reporter = new DeltaReporter(key, backoff);
        this.resets = new ResetTransitions(key, reporter, resetObserved);
        RetryTransitions retries = new RetryTransitions(backoff, reporter);
        this.rounds = new RoundTransitions(key, settings, backoff, reporter, retries, resets);
        this.deliveries = rounds.deliveries();
        this.opens = new OpenTransitions(key, settings, backoff, reporter, retries, resets, rounds);
    }

    public DeltaTransition onSignal(DeltaSnapshot reader, DeltaSignal signal, Instant now) {
        DeltaHistory history = reader.history();
        DeltaState state = reader.state();
        if (state instanceof Stopped) {
            return DeltaTransition.of(history, state);
        }
        if (state instanceof Stopping stopping) {
            return StopTransitions.whileStopping(history, stopping, signal);
        }
        if (signal instanceof DeltaSignal.Stop) {
            return StopTransitions.stop(history, state);
        }
        if (state instanceof Fenced) {
            return DeltaTransition.of(history, state);
        }
        return signal instanceof DeltaSignal.CallSignal call
                ? onCall(history, state, call, now)
                : onTrigger(history, state, signal, now);
    }

    /** Handles the result of a call. Results of earlier calls are stale. */
    private DeltaTransition onCall(DeltaHistory history, DeltaState state, DeltaSignal.CallSignal signal, Instant now) {
        if (state instanceof Opening opening && signal.call() == opening.call()) {
            return opens.whileOpening(history, opening, signal, now);
        }
        if (state instanceof Resolving resolving
                && signal.call() == resolving.request().id()) {
            return opens.whileResolving(history, resolving, signal, now);
        }
        if (state instanceof Reading reading
                && signal.call() == reading.request().id()) {
            return rounds.whileReading(history, reading, signal, now);
        }
        if (state instanceof Delivering delivering
                && signal.call() == delivering.delivery().call()) {
            return whileDelivering(history, delivering, signal, now);
        }
        return state instanceof Saving saving && signal.call() == saving.call()
                ? whileSaving(history, saving, signal, now)
                : DeltaTransition.of(history, state);
    }

    /** A requested reset replaces a page that fails. */
    private DeltaTransition whileDelivering(
            DeltaHistory history, Delivering delivering, DeltaSignal signal, Instant now) {
        DeltaTransition next = deliveries.whileDelivering(history, delivering, signal, now);
        DeltaSnapshot failing = next.reader();
        return history.resync() && failing.state() instanceof DeltaState.Redelivering
                ? resets.request(failing.history(), failing.state(), now).precededBy(next.commands())
                : next;
    }

    private DeltaTransition whileSaving(DeltaHistory history, Saving saving, DeltaSignal signal, Instant now) {
        if (signal instanceof DeltaSignal.PositionFailed failed) {
            return deliveries.saveFailed(history, saving, Failure.of(failed.failure(), "saving the position"), now);
        }
        if (signal instanceof DeltaSignal.PositionSaved saved) {
            return saved.current()
                    ? rounds.saved(history, saving.cursor(), saving.acknowledgement(), now)
                    : DeltaTransition.of(
                            history,
                            new Fenced(),
                            reporter.fencedError(),
                            reporter.fenced(),
                            new DeltaCommand.ReleasePosition());
        }
        return DeltaTransition.of(history, saving);
    }

    private DeltaTransition onTrigger(DeltaHistory history, DeltaState state, DeltaSignal signal, Instant now) {
        if (signal instanceof DeltaSignal.Start) {
            return state instanceof Idle ? opens.open(history) : DeltaTransition.of(history, state);
        }
        if (signal instanceof DeltaSignal.Throttled throttled) {
            return DeltaTransition.of(history.withThrottledUntil(throttled.until()), state);
        }
        if (signal instanceof DeltaSignal.Notified) {
            return proceed(history.with(history.triggers().notified(now)), state, signal, now);
        }
        if (signal instanceof DeltaSignal.ReadRequested) {
            return proceed(history.with(history.triggers().request()), state, signal, now);
        }
        return signal instanceof DeltaSignal.ResyncRequested
                ? resets.request(history, state, now)
                : proceed(history, state, signal, now);
    }

    /** Takes the next step that is due. A requested read shortens the pause after a failure. */
    private DeltaTransition proceed(DeltaHistory history, DeltaState state, DeltaSignal signal, Instant now) {
        boolean due = signal instanceof DeltaSignal.ReadRequested
                || (signal instanceof DeltaSignal.Tick && !now.isBefore(state.due()));
        if (state instanceof Waiting waiting) {
            return rounds.waiting(history, waiting.cursor(), now);
        }
        if (state instanceof Reading reading && signal instanceof DeltaSignal.Tick) {
            return rounds.whileReading(history, reading, signal, now);
        }
        if (state instanceof Resolving resolving && signal instanceof DeltaSignal.Tick) {
            return opens.whileResolving(history, resolving, signal, now);
        }
        return due ? resume(history, state, now) : DeltaTransition.of(history, state);
    }

    private DeltaTransition resume(DeltaHistory history, DeltaState state, Instant now) {
        if (state instanceof OpenPausing) {
            return opens.open(history);
        }
        if (state instanceof ResolvePausing pausing) {
            return opens.resolve(history, pausing.stored(), now);
        }
        if (state instanceof ReadPausing pausing) {
            return rounds.request(history, pausing.cursor(), pausing.round(), now);
        }
        if (state instanceof Redelivering redelivering) {
            return deliveries.redeliver(history, redelivering);
        }
        return state instanceof SavePausing pausing
                ? deliveries.save(history, pausing.cursor(), pausing.acknowledgement())
                : DeltaTransition.of(history, state);
    }
}
