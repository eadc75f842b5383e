// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.DriveReset;
import org.drivechange.impl.delta.Delivery.Acknowledgement;
import org.drivechange.impl.delta.DeltaState.Delivering;
import org.drivechange.impl.delta.DeltaState.ReadPausing;
import org.drivechange.impl.delta.DeltaState.Reading;
import org.drivechange.impl.delta.DeltaState.Redelivering;
import org.drivechange.impl.delta.DeltaState.SavePausing;
import org.drivechange.impl.delta.DeltaState.Saving;
import org.drivechange.impl.delta.DeltaState.Waiting;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.position.Cursor;
import org.drivechange.impl.position.Position;

/** Transitions to a reset: the event, then a baseline. Pure. */
final class ResetTransitions {

    private final SessionKey key;
    private final DeltaReporter reporter;
    private final boolean observed;

    ResetTransitions(SessionKey key, DeltaReporter reporter, boolean observed) {
        this.key = key;
        this.reporter = reporter;
        this.observed = observed;
    }

    /**
     * Begins a requested reset, unless a call of the store or of the observers is in progress: then the reset follows it. A reset
     * whose baseline has not read a page covers the request.
     */
    DeltaTransition request(DeltaHistory history, DeltaState state, Instant now) {
        if (beginsBaseline(state)) {
            return DeltaTransition.of(history, state);
        }
        DeltaHistory next = history.withResync(true);
        if (state instanceof Waiting waiting) {
            return begin(next, waiting.cursor(), DriveReset.Reason.REQUESTED, now);
        }
        if (state instanceof ReadPausing pausing) {
            return begin(next, pausing.cursor(), DriveReset.Reason.REQUESTED, now);
        }
        if (state instanceof Redelivering redelivering) {
            return begin(next, redelivering.cursor(), DriveReset.Reason.REQUESTED, now)
                    .precededBy(List.of(new DeltaCommand.ReportRecovery()));
        }
        return state instanceof Reading reading
                ? begin(next, reading.cursor(), DriveReset.Reason.REQUESTED, now)
                        .precededBy(List.of(
                                new DeltaCommand.Cancel(reading.request().id())))
                : DeltaTransition.of(next, state);
    }

    private static boolean beginsBaseline(DeltaState state) {
        return position(state)
                .filter(position -> position.isBaseline() && position.link().isEmpty())
                .isPresent();
    }

    /** Returns the position that the current call reads from, or that is saved after it. */
    private static Optional<Position> position(DeltaState state) {
        if (state instanceof Reading reading) {
            return Optional.of(reading.cursor().position());
        }
        if (state instanceof ReadPausing pausing) {
            return Optional.of(pausing.cursor().position());
        }
        if (state instanceof Delivering delivering) {
            return Optional.of(delivering.delivery().acknowledgement().position());
        }
        if (state instanceof Redelivering redelivering) {
            return Optional.of(redelivering.delivery().acknowledgement().position());
        }
        if (state instanceof Saving saving) {
            return Optional.of(saving.acknowledgement().position());
        }
        return state instanceof SavePausing pausing
                ? Optional.of(pausing.acknowledgement().position())
                : Optional.empty();
    }

    /** Begins a reset. Everything that the current round has received is abandoned. */
    DeltaTransition begin(DeltaHistory history, Cursor cursor, DriveReset.Reason reason, Instant now) {
        Position position = cursor.position();
        DriveReset reset = DriveReset.of(
                key.target(),
                key.account(),
                now,
                0,
                reason,
                position.readUntil().orElse(null));
        DeltaHistory next = history.withReset().nextCall();
        Acknowledgement acknowledgement = Acknowledgement.continuing(
                Position.baseline(position.scope(), position.readUntil()), Round.begin(false, now));
        Delivery delivery = Delivery.begin(next.calls(), EventBatch.of(reset), acknowledgement, Optional.empty());
        List<DeltaCommand> commands = new ArrayList<>();
        commands.add(new DeltaCommand.ReportRoundBegun());
        if (reason != DriveReset.Reason.START) {
            commands.add(reporter.reset(reset));
        }
        if (!observed && !history.resetWarned()) {
            commands.add(reporter.unobservedReset());
        }
        commands.add(new DeltaCommand.Deliver(delivery.call(), delivery.batch(), 0));
        // the baseline covers all triggers before it
        DeltaHistory covered =
                next.with(next.retries().otherLink()).with(next.triggers().begun(now));
        return DeltaTransition.of(covered, new Delivering(cursor, delivery), commands);
    }
}
