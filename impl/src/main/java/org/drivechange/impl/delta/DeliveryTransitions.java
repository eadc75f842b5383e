// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.delta.Delivery.Acknowledgement;
import org.drivechange.impl.delta.DeltaState.Delivering;
import org.drivechange.impl.delta.DeltaState.Redelivering;
import org.drivechange.impl.delta.DeltaState.SavePausing;
import org.drivechange.impl.delta.DeltaState.Saving;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.position.Cursor;
import org.drivechange.impl.position.PositionToken;
import org.drivechange.impl.retry.Backoff;
import org.drivechange.impl.retry.Failure;

/** Transitions of a batch: its steps are delivered, repeated or skipped; then the position is saved. Pure. */
final class DeliveryTransitions {

    private final DeltaSettings settings;
    private final Backoff backoff;
    private final DeltaReporter reporter;
    private final RetryTransitions retries;

    DeliveryTransitions(DeltaSettings settings, Backoff backoff, DeltaReporter reporter, RetryTransitions retries) {
        this.settings = settings;
        this.backoff = backoff;
        this.reporter = reporter;
        this.retries = retries;
    }

    /**
     * Delivers a page.
     *
     * @param lagFrom time from which its lag counts, empty unless it is the first page of its round
     */
    DeltaTransition deliver(
            DeltaHistory history,
            Cursor cursor,
            EventBatch batch,
            Acknowledgement acknowledgement,
            Optional<Instant> lagFrom) {
        DeltaHistory next = history.nextCall();
        Delivery delivery = Delivery.begin(next.calls(), batch, acknowledgement, lagFrom);
        return DeltaTransition.of(
                next, new Delivering(cursor, delivery), new DeltaCommand.Deliver(next.calls(), batch, 0));
    }

    DeltaTransition whileDelivering(DeltaHistory history, Delivering delivering, DeltaSignal signal, Instant now) {
        Delivery delivery = delivering.delivery();
        if (signal instanceof DeltaSignal.Delivered) {
            return delivered(history, delivering.cursor(), delivery);
        }
        return signal instanceof DeltaSignal.StepFailed failed
                ? stepFailed(
                        history,
                        delivering.cursor(),
                        delivery.failedAt(failed.step(), failed.failure()),
                        failed.failure(),
                        now)
                : DeltaTransition.of(history, delivering);
    }

    private DeltaTransition delivered(DeltaHistory history, Cursor cursor, Delivery delivery) {
        List<DeltaCommand> commands = new ArrayList<>();
        if (delivery.failed()) {
            commands.add(new DeltaCommand.ReportRecovery());
            if (!delivery.skipped()) {
                commands.add(reporter.deliveredAgain());
            }
        }
        if (!delivery.isReset()) {
            commands.add(new DeltaCommand.ReportPage(delivery.batch().items(), delivery.lagFrom()));
        }
        return save(history, cursor, delivery.acknowledgement()).precededBy(commands);
    }

    private DeltaTransition stepFailed(
            DeltaHistory history, Cursor cursor, Delivery delivery, StepFailure failure, Instant now) {
        boolean skip = settings.attempts() > 0 && delivery.attempts() >= settings.attempts();
        if (!skip) {
            Duration wait = backoff.delay(delivery.failures() - 1);
            return DeltaTransition.of(
                    history,
                    new Redelivering(cursor, delivery, now.plus(wait)),
                    reporter.stepRetried(delivery, failure, wait));
        }
        DeltaCommand report = reporter.stepSkipped(delivery, failure);
        int next = delivery.step() + 1;
        return next == delivery.batch().steps().size()
                ? delivered(history, cursor, delivery.skipping()).precededBy(List.of(report))
                : resume(history, cursor, delivery.skipping(), next).precededBy(List.of(report));
    }

    /** Delivers the failed step and the later ones again. */
    DeltaTransition redeliver(DeltaHistory history, Redelivering redelivering) {
        Delivery delivery = redelivering.delivery();
        return resume(history, redelivering.cursor(), delivery, delivery.step())
                .precededBy(List.of(new DeltaCommand.ReportRedelivery()));
    }

    private static DeltaTransition resume(DeltaHistory history, Cursor cursor, Delivery delivery, int step) {
        DeltaHistory next = history.nextCall();
        return DeltaTransition.of(
                next,
                new Delivering(cursor, delivery.resumed(next.calls(), step)),
                new DeltaCommand.Deliver(next.calls(), delivery.batch(), step));
    }

    DeltaTransition save(DeltaHistory history, Cursor cursor, Acknowledgement acknowledgement) {
        DeltaHistory next = history.nextCall();
        return DeltaTransition.of(
                next, new Saving(cursor, next.calls(), acknowledgement), saving(next.calls(), cursor, acknowledgement));
    }

    static DeltaCommand saving(long call, Cursor cursor, Acknowledgement acknowledgement) {
        return new DeltaCommand.SavePosition(call, cursor.epoch(), PositionToken.write(acknowledgement.position()));
    }

    /** Repeats a save that has failed. The page is not delivered again. */
    DeltaTransition saveFailed(DeltaHistory history, Saving saving, Failure failure, Instant now) {
        return retries.retry(
                history, failure, now, due -> new SavePausing(saving.cursor(), saving.acknowledgement(), due));
    }
}
