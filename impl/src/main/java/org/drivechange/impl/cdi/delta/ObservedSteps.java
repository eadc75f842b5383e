// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.delta;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.drivechange.DriveEvent;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delta.StepFailure;
import org.drivechange.impl.delta.runtime.StepSink;

/** Fires steps as CDI events, and collects the failures of their observers. */
record ObservedSteps(EventSink sink, StepFailures failures) implements StepSink {

    @Override
    public CompletionStage<Optional<StepFailure>> fire(DriveEvent event) {
        failures.begin(event);
        boolean fired = false;
        try {
            CompletionStage<Void> completion = sink.fire(event);
            fired = true;
            return completion.thenApply(done -> failures.end(event));
        } finally {
            // an interrupt set by an observer must not affect the next step
            Thread.interrupted();
            if (!fired) {
                failures.end(event);
            }
        }
    }
}
