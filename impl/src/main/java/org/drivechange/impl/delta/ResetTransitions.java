// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.DriveReset;
import org.drivechange.impl.delta.Delivery.Acknowledgement;
import org.drivechange.impl.graph.SessionKey;
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
        return DeltaTransition.of(covered, new DeltaState.Delivering(cursor, delivery), commands);
    }
}
