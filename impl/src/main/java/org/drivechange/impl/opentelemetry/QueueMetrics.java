// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongCounter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableLongUpDownCounter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.drivechange.impl.delivery.QueueStatistics;

/** Reports queue metrics when they are collected. Sums up targets that are not distinguished. */
final class QueueMetrics implements AutoCloseable {

    private final Map<QueueStatistics, Attributes> open = new HashMap<>();

    /** Merged notifications of removed queues: a counter never decreases. */
    private final Map<Attributes, Long> mergedBefore = new HashMap<>();

    private final ObservableLongUpDownCounter waiting;
    private final ObservableLongCounter merged;

    QueueMetrics(Meter meter) {
        waiting = meter.upDownCounterBuilder("drivechange.queue.length")
                .setUnit("{event}")
                .setDescription("Events waiting for observers")
                .buildWithCallback(to -> record(to, sums(Map.of(), QueueStatistics::waiting)));
        merged = meter.counterBuilder("drivechange.queue.merged")
                .setUnit("{notification}")
                .setDescription("Notifications merged into a catch-up by a full queue")
                .buildWithCallback(to -> record(to, sums(mergedBefore, QueueStatistics::merged)));
    }

    synchronized void add(QueueStatistics queue, Attributes target) {
        open.put(queue, target);
    }

    void remove(QueueStatistics queue) {
        long merged = queue.merged();
        synchronized (this) {
            Attributes target = open.remove(queue);
            if (target != null && merged > 0) {
                mergedBefore.merge(target, merged, Long::sum);
            }
        }
    }

    /** Returns the sums. The queues are read without the lock, because reading takes their own locks. */
    private Map<Attributes, Long> sums(Map<Attributes, Long> before, ToLongFunction<QueueStatistics> reading) {
        Map<QueueStatistics, Attributes> queues;
        Map<Attributes, Long> sums;
        synchronized (this) {
            queues = Map.copyOf(open);
            sums = new HashMap<>(before);
        }
        queues.forEach((queue, target) -> sums.merge(target, reading.applyAsLong(queue), Long::sum));
        return sums;
    }

    private static void record(ObservableLongMeasurement to, Map<Attributes, Long> sums) {
        sums.forEach((target, sum) -> to.record(sum, target));
    }

    @Override
    public void close() {
        waiting.close();
        merged.close();
    }
}
