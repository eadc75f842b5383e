// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

import java.util.concurrent.CompletableFuture;
import org.drivechange.DriveNotification;
import org.drivechange.impl.delivery.TargetDelivery;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Delivers one notification through the queue to a counting sink. */
@State(Scope.Thread)
public class DeliveryBenchmark {

    private TargetDelivery delivery;
    private DriveNotification notification;
    private long seen;

    @Setup
    public void begin() throws Exception {
        notification = NotificationDecoder.sample();
        delivery = Deliveries.to(event -> {
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
