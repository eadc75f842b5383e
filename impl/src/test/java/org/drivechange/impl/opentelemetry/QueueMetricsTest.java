// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.ArrayList;
import java.util.List;
import org.drivechange.impl.delivery.QueueStatistics;
import org.junit.jupiter.api.Test;

class QueueMetricsTest {

    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final SdkMeterProvider provider =
            SdkMeterProvider.builder().registerMetricReader(metrics).build();
    private final QueueMetrics queues = new QueueMetrics(provider.get("test"));
    private final List<String> read = new ArrayList<>();

    private final QueueStatistics queue = new QueueStatistics() {
        @Override
        public int waiting() {
            assertThat(Thread.holdsLock(queues)).isFalse();
            read.add("waiting");
            return 1;
        }

        @Override
        public long merged() {
            assertThat(Thread.holdsLock(queues)).isFalse();
            read.add("merged");
            return 2;
        }
    };

    @Test
    void metrics_read_queues_without_the_lock() {
        queues.add(queue, Attributes.empty());
        assertThat(metrics.collectAllMetrics()).hasSize(2);
        queues.remove(queue);
        assertThat(read).containsExactlyInAnyOrder("waiting", "merged", "merged");
        assertThat(metrics.collectAllMetrics())
                .as("a counter never goes back")
                .singleElement()
                .satisfies(metric -> assertThat(metric.getLongSumData().getPoints())
                        .singleElement()
                        .satisfies(point -> assertThat(point.getValue()).isEqualTo(2)));
        provider.close();
    }
}
