// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.delta;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionOpened;
import org.drivechange.impl.cdi.runtime.ItemReader;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delivery.TargetDelivery;
import org.drivechange.impl.delta.runtime.DeltaReader;
import org.drivechange.impl.delta.runtime.StepDelivery;
import org.drivechange.impl.health.ItemHealth;

/** Reader of one target's item changes. */
record DeltaItemReader(DeltaReader reader, StepDelivery delivery, Duration pollInterval) implements ItemReader {

    @Override
    public EventSink sink() {
        return delivery;
    }

    @Override
    public void start(TargetDelivery queue) {
        delivery.queue(queue);
        reader.start();
    }

    /** A change between the first round and the first opening causes no notification, so the opening triggers a round as well. */
    @Override
    public void queued(DriveEvent event) {
        if (event instanceof DriveNotification) {
            reader.notified();
        } else if (event instanceof DriveSessionOpened opened && !opened.resumed()) {
            reader.read();
        }
    }

    @Override
    public void readDelta() {
        reader.read();
    }

    @Override
    public void resync() {
        reader.resync();
    }

    @Override
    public Optional<Instant> lastDelta() {
        return reader.statistics().readUntil();
    }

    @Override
    public long items() {
        return reader.statistics().items();
    }

    @Override
    public Optional<String> lastError() {
        return reader.statistics().lastError();
    }

    @Override
    public Optional<ItemHealth> health(Instant now) {
        Optional<Instant> lastRound = lastDelta();
        boolean upToDate = lastRound
                .filter(time -> now.isBefore(time.plus(pollInterval.multipliedBy(2))))
                .isPresent();
        return Optional.of(
                new ItemHealth(upToDate, lastRound, reader.statistics().lastErrorCode()));
    }

    @Override
    public void sweep() {
        reader.sweep();
    }

    @Override
    public void abandon() {
        reader.abandon();
    }

    @Override
    public CompletionStage<Void> stop() {
        return reader.stop();
    }
}
