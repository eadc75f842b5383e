// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.DriveReset;
import org.drivechange.impl.delta.DeltaState.Opening;
import org.drivechange.impl.delta.DeltaState.ResolvePausing;
import org.drivechange.impl.delta.DeltaState.Resolving;
import org.drivechange.impl.delta.DeltaState.Stored;
import org.drivechange.impl.delta.GraphCallTransitions.Sending;
import org.drivechange.impl.delta.GraphCallTransitions.Step;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.position.Cursor;
import org.drivechange.impl.position.DeltaScope;
import org.drivechange.impl.position.Position;
import org.drivechange.impl.position.PositionToken;
import org.drivechange.impl.retry.Backoff;
import org.drivechange.impl.retry.Failure;

/** Transitions of a reader until its first round: it opens the position, and requests the drive of the target. Pure. */
final class OpenTransitions {

    private final SessionKey key;
    private final DeltaSettings settings;
    private final Backoff backoff;
    private final DeltaReporter reporter;
    private final GraphCallTransitions requests;
    private final RetryTransitions retries;
    private final ResetTransitions resets;
    private final RoundTransitions rounds;

    OpenTransitions(
            SessionKey key,
            DeltaSettings settings,
            Backoff backoff,
            DeltaReporter reporter,
            RetryTransitions retries,
            ResetTransitions resets,
            RoundTransitions rounds) {
        this.key = key;
        this.settings = settings;
        this.backoff = backoff;
        this.reporter = reporter;
        this.requests = new GraphCallTransitions(settings.connectTimeout());
        this.retries = retries;
        this.resets = resets;
        this.rounds = rounds;
    }

    DeltaTransition open(DeltaHistory history) {
        DeltaHistory next = history.nextCall();
        return DeltaTransition.of(next, new Opening(next.calls()), new DeltaCommand.OpenPosition(next.calls()));
    }

    DeltaTransition whileOpening(DeltaHistory history, Opening opening, DeltaSignal signal, Instant now) {
        if (signal instanceof DeltaSignal.PositionOpened opened) {
            Optional<Position> position = opened.token().flatMap(PositionToken::read);
            boolean unreadable = opened.token().isPresent() && position.isEmpty();
            return resolve(history.with(Retries.none()), new Stored(opened.epoch(), position, unreadable), now)
                    .precededBy(opened(history, position, unreadable));
        }
        if (signal instanceof DeltaSignal.PositionFailed failed) {
            Failure failure = Failure.of(failed.failure(), "opening the position");
            return retries.retry(history, failure, now, DeltaState.OpenPausing::new);
        }
        return DeltaTransition.of(history, opening);
    }

    private List<DeltaCommand> opened(DeltaHistory history, Optional<Position> position, boolean unreadable) {
        List<DeltaCommand> commands = new ArrayList<>();
        history.retries().recovery(Retries.none()).ifPresent(commands::add);
        if (unreadable) {
            commands.add(reporter.unreadable());
        }
        position.flatMap(Position::readUntil).ifPresent(time -> commands.add(new DeltaCommand.ReportReadUntil(time)));
        return commands;
    }

    /** Requests the drive of the target. */
    DeltaTransition resolve(DeltaHistory history, Stored stored, Instant now) {
        if (history.throttledUntil().isAfter(now)) {
            return DeltaTransition.of(
                    history, new ResolvePausing(stored, backoff.afterThrottle(history.throttledUntil())));
        }
        DeltaHistory next = history.nextCall();
        return DeltaTransition.of(
                next,
                new Resolving(stored, requests.initial(next.calls(), now)),
                GraphCallTransitions.begin(next.calls()));
    }

    DeltaTransition whileResolving(DeltaHistory history, Resolving resolving, DeltaSignal signal, Instant now) {
        if (signal instanceof DeltaSignal.DriveReceived received) {
            return resolved(history, resolving.stored(), received.driveId(), now);
        }
        GraphCall call = resolving.request();
        Sending sending = new Sending(false, token -> new DeltaCommand.ResolveDrive(call.id(), key.target(), token));
        Step step = requests.onSignal(call, signal, sending, history.throttledUntil(), now);
        if (step instanceof Step.Pending pending) {
            return DeltaTransition.of(history, new Resolving(resolving.stored(), pending.call()), pending.commands());
        }
        return step instanceof Step.Failed failed
                ? failed(history, resolving.stored(), failed.failure(), now).precededBy(failed.commands())
                : resolve(history, resolving.stored(), now);
    }

    private DeltaTransition failed(DeltaHistory history, Stored stored, GraphFailure failure, Instant now) {
        return retries.retry(
                history,
                Failure.of(failure, "asking Graph for the drive"),
                now,
                due -> new ResolvePausing(stored, due));
    }

    private DeltaTransition resolved(DeltaHistory history, Stored stored, String driveId, Instant now) {
        DeltaScope scope = DeltaScope.of(settings, driveId);
        List<DeltaCommand> commands = new ArrayList<>();
        history.retries().recovery(Retries.none()).ifPresent(commands::add);
        DeltaHistory next = history.with(Retries.none());
        return begin(next, stored, scope, commands, now).precededBy(commands);
    }

    private DeltaTransition begin(
            DeltaHistory history, Stored stored, DeltaScope scope, List<DeltaCommand> commands, Instant now) {
        if (stored.position().isEmpty()) {
            Cursor cursor = new Cursor(stored.epoch(), Position.initial(scope));
            if (stored.unreadable()) {
                return resets.begin(history, cursor, DriveReset.Reason.RESYNC, now);
            }
            commands.add(reporter.startsNew(settings.start()));
            return settings.start() == DeltaSettings.Start.ALL
                    ? resets.begin(history, cursor, DriveReset.Reason.START, now)
                    : rounds.begin(history, cursor, now);
        }
        Position position = stored.position().get();
        Cursor cursor = new Cursor(stored.epoch(), position.in(scope));
        Optional<DriveReset.Reason> reason = position.scope().resetFor(scope);
        if (reason.isPresent()) {
            return resets.begin(history, cursor, reason.get(), now);
        }
        commands.add(position.readUntil()
                .filter(time -> !position.isBaseline())
                .map(reporter::continues)
                .orElseGet(reporter::continuesBaseline));
        return rounds.begin(history, cursor, now);
    }
}
