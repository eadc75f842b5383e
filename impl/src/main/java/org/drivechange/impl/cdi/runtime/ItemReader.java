// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.drivechange.DriveEvent;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delivery.TargetDelivery;
import org.drivechange.impl.health.ItemHealth;

/** Reads the item changes of one target, and delivers them with its other events. */
public interface ItemReader {

    /** Reader of a target whose item changes are not observed. */
    static ItemReader none(EventSink events) {
        return new ItemReader() {

            @Override
            public EventSink sink() {
                return events;
            }

            @Override
            public void start(TargetDelivery queue) {}

            @Override
            public void queued(DriveEvent event) {}

            @Override
            public void readDelta() {}

            @Override
            public void resync() {}

            @Override
            public Optional<Instant> lastDelta() {
                return Optional.empty();
            }

            @Override
            public long items() {
                return 0;
            }

            @Override
            public Optional<String> lastError() {
                return Optional.empty();
            }

            @Override
            public Optional<ItemHealth> health(Instant now) {
                return Optional.empty();
            }

            @Override
            public void sweep() {}

            @Override
            public void abandon() {}

            @Override
            public CompletionStage<Void> stop() {
                return CompletableFuture.completedFuture(null);
            }
        };
    }

    /** Sink of the target's queue. */
    EventSink sink();

    /** Starts the reader, which adds its events to the queue. */
    void start(TargetDelivery queue);

    /** Called after an event of the session was queued. */
    void queued(DriveEvent event);

    /** Requests a round now, or the repetition of a failed delivery. */
    void readDelta();

    /** Requests a reset and a baseline. */
    void resync();

    /** Wall-clock time of the end of the last complete round, empty if there was none. */
    Optional<Instant> lastDelta();

    /** Number of items delivered since the start. */
    long items();

    /** Current problem as one line, empty if none. */
    Optional<String> lastError();

    /**
     * Returns the reader's health, empty if item changes are not observed.
     *
     * @param now wall-clock time
     */
    Optional<ItemHealth> health(Instant now);

    /** Repeats steps that were lost to an {@code Error}. */
    void sweep();

    /** Releases the position of a reader that has not stopped in time. */
    void abandon();

    /** Stops the reader. Completes when the running step has ended and the position is released. */
    CompletionStage<Void> stop();
}
