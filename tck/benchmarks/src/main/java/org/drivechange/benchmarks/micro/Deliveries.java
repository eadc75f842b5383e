// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

import java.time.Duration;
import org.drivechange.impl.clock.MonotonicClock;
import org.drivechange.impl.delivery.DeliverySettings;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delivery.TargetDelivery;
import org.drivechange.impl.diagnostics.AsynchronousLog;

/** Creates deliveries that run on the calling thread, so that a thread hand-off is not measured. */
public final class Deliveries {

    private static final int CAPACITY = 1024;

    private Deliveries() {}

    public static TargetDelivery to(EventSink sink) {
        return new TargetDelivery(
                new DeliverySettings(CAPACITY, Duration.ZERO),
                sink,
                Runnable::run,
                (delay, task) -> {
                    throw new IllegalStateException("unexpected delay: the quiet period is zero");
                },
                new MonotonicClock(),
                new AsynchronousLog(Runnable::run));
    }
}
