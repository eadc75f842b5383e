// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.DriveReset;
import org.drivechange.impl.position.Position;

/**
 * Batch in delivery.
 *
 * @param call id of the current call of the delivery
 * @param step first step that was not delivered
 * @param failures consecutive failures of that step
 * @param attempts consecutive failures of that step by its observers
 * @param failed whether any step has failed
 * @param skipped whether any step was skipped
 * @param acknowledgement acknowledgement after the delivery of all steps
 * @param lagFrom time from which the lag of the batch counts, empty unless it is the first page of its round
 */
record Delivery(
        long call,
        EventBatch batch,
        int step,
        int failures,
        int attempts,
        boolean failed,
        boolean skipped,
        Acknowledgement acknowledgement,
        Optional<Instant> lagFrom) {

    /**
     * Acknowledgement of a batch: the position to save, and the continuation of the round.
     *
     * @param position position to save
     * @param round round to continue, empty if it is complete
     * @param reread whether the complete round is to be read again, as it was empty after a notification
     */
    record Acknowledgement(Position position, Optional<Round> round, boolean reread) {

        static Acknowledgement continuing(Position position, Round round) {
            return new Acknowledgement(position, Optional.of(round), false);
        }

        static Acknowledgement complete(Position position) {
            return new Acknowledgement(position, Optional.empty(), false);
        }

        static Acknowledgement reread(Position position) {
            return new Acknowledgement(position, Optional.empty(), true);
        }
    }

    static Delivery begin(long call, EventBatch batch, Acknowledgement acknowledgement, Optional<Instant> lagFrom) {
        return new Delivery(call, batch, 0, 0, 0, false, false, acknowledgement, lagFrom);
    }

    Delivery failedAt(int failedStep, StepFailure failure) {
        Delivery before = failedStep == step ? this : resumed(call, failedStep);
        return new Delivery(
                call,
                batch,
                failedStep,
                before.failures + 1,
                failure.internal() ? before.attempts : before.attempts + 1,
                true,
                skipped,
                acknowledgement,
                lagFrom);
    }

    /** Returns the delivery from a step on. */
    Delivery resumed(long nextCall, int from) {
        boolean same = from == step;
        return new Delivery(
                nextCall,
                batch,
                from,
                same ? failures : 0,
                same ? attempts : 0,
                failed,
                skipped,
                acknowledgement,
                lagFrom);
    }

    /** Returns the delivery without its failed step. */
    Delivery skipping() {
        return new Delivery(call, batch, step, failures, attempts, failed, true, acknowledgement, lagFrom);
    }

    boolean isReset() {
        return batch.first() instanceof DriveReset;
    }
}
