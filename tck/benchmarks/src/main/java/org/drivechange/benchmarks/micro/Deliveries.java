// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

import java.time.Duration;
import org.drivechange.impl.clock.MonotonicClock;
import org.drivechange.impl.delivery.DeliverySettings;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delivery.TargetDelivery;
import org.drivechange.impl.diagnostics.AsynchronousLog;

/** Makes deliveries as applications have them, but for the thread: what a thread costs is not measured here. */
public final class Queues {

    private static final int CAPACITY = 1024;

    private Queues() {}

    public static TargetDelivery to(EventSink sink) {
        return new TargetDelivery(
                new DeliverySettings(CAPACITY, Duration.ZERO),
                sink,
                Runnable::run,
                (delay, task) -> {
                    throw new IllegalStateException("nothing waits for quiet");
                },
                new MonotonicClock(),
                new AsynchronousLog(Runnable::run));
    }
}
