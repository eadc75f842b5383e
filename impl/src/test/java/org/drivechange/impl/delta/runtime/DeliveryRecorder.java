// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.delta.EventBatch;
import org.drivechange.impl.diagnostics.ErrorCode;

/** Records what a reader delivers and reports. A test completes the deliveries. */
final class DeliveryRecorder implements BatchDelivery, DeltaListener {

    private final List<EventBatch> batches = new ArrayList<>();
    private final List<ErrorCode> failures = new ArrayList<>();
    private final List<Optional<Duration>> lags = new ArrayList<>();
    private Outcome outcome;
    private int sweeps;

    List<EventBatch> batches() {
        return batches;
    }

    List<ErrorCode> failures() {
        return failures;
    }

    List<Optional<Duration>> lags() {
        return lags;
    }

    /** Outcome of the last delivery. */
    Outcome outcome() {
        return outcome;
    }

    int sweeps() {
        return sweeps;
    }

    @Override
    public void deliver(EventBatch batch, int step, Outcome receiver) {
        batches.add(batch);
        outcome = receiver;
    }

    @Override
    public void stop() {}

    @Override
    public void sweep() {
        sweeps++;
    }

    @Override
    public void roundBegun() {}

    @Override
    public void pageDelivered(int items, Optional<Duration> lag) {
        lags.add(lag);
    }

    @Override
    public void deliveryRepeated() {}

    @Override
    public void roundCompleted() {}

    @Override
    public void failed(ErrorCode code) {
        failures.add(code);
    }
}
