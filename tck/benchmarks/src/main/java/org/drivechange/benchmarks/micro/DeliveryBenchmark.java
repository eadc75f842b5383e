// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

import java.util.concurrent.CompletableFuture;
import org.drivechange.DriveNotification;
import org.drivechange.impl.delivery.TargetDelivery;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One notification through the queue, to somebody who counts. */
@State(Scope.Thread)
public class DeliveryBenchmark {

    private TargetDelivery delivery;
    private DriveNotification notification;
    private long seen;

    @Setup
    public void begin() throws Exception {
        notification = Change.sample();
        delivery = Queues.to(event -> {
            seen++;
            return CompletableFuture.completedFuture(null);
        });
    }

    @Benchmark
    public long queue() {
        delivery.accept(notification);
        return seen;
    }
}
