// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.impl.position.Cursor;
import org.drivechange.impl.position.Position;

/** State of a reader, with exactly the data that is valid in it. */
sealed interface DeltaState {

    /** Time of the next tick, {@link Instant#MAX} for none. {@link Waiting} is due by the triggers. */
    default Instant due() {
        return Instant.MAX;
    }

    /** Whether the reader needs a connect permit. */
    default boolean needsPermit() {
        return false;
    }

    /** Not started. */
    record Idle() implements DeltaState {}

    /** Opens the position. */
    record Opening(long call) implements DeltaState {}

    /** Waits to open the position again. */
    record OpenPausing(Instant due) implements DeltaState {}

    /** Requests the drive of the target. */
    record Resolving(Stored stored, GraphCall request) implements DeltaState {

        @Override
        public Instant due() {
            return request.deadline();
        }

        @Override
        public boolean needsPermit() {
            return request.needsPermit();
        }
    }

    /** Waits to request the drive again. */
    record ResolvePausing(Stored stored, Instant due) implements DeltaState {}

    /** Waits for a trigger. */
    record Waiting(Cursor cursor) implements DeltaState {}

    /** Requests a page. */
    record Reading(Cursor cursor, Round round, GraphCall request) implements DeltaState {

        @Override
        public Instant due() {
            return request.deadline();
        }

        @Override
        public boolean needsPermit() {
            return request.needsPermit();
        }
    }

    /** Waits to request the page again. */
    record ReadPausing(Cursor cursor, Round round, Instant due) implements DeltaState {}

    /** Waits for the observers. */
    record Delivering(Cursor cursor, Delivery delivery) implements DeltaState {}

    /** Waits to deliver again. */
    record Redelivering(Cursor cursor, Delivery delivery, Instant due) implements DeltaState {}

    /** Saves the position. */
    record Saving(Cursor cursor, long call, Delivery.Acknowledgement acknowledgement) implements DeltaState {}

    /** Waits to save the position again. */
    record SavePausing(Cursor cursor, Delivery.Acknowledgement acknowledgement, Instant due) implements DeltaState {}

    /** Waits for the running step, and then for the position to be saved, before it stops. */
    record Stopping(Cursor cursor, long call, Delivery.Acknowledgement acknowledgement) implements DeltaState {}

    /** Another user has taken the position over. */
    record Fenced() implements DeltaState {}

    record Stopped() implements DeltaState {}

    /**
     * Position as it was opened.
     *
     * @param position empty if none was ever saved, or it is unreadable
     * @param unreadable whether a stored position is unreadable
     */
    record Stored(long epoch, Optional<Position> position, boolean unreadable) {}
}
