// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.drivechange.simulator.GraphSimulator;

/** Sends notifications at a steady rate, numbered from 0 in {@code resource}. */
final class Traffic implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger sent = new AtomicInteger();

    Traffic(GraphSimulator simulator, String target, Duration every) {
        clock.scheduleAtFixedRate(
                () -> simulator.emit(target, "{\"value\":[{\"resource\":\"" + sent.getAndIncrement() + "\"}]}"),
                0,
                every.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Returns the notifications sent so far, oldest first. */
    List<String> sent() {
        return IntStream.range(0, sent.get()).mapToObj(String::valueOf).toList();
    }

    /** Stops sending. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            clock.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
        }
    }
}
