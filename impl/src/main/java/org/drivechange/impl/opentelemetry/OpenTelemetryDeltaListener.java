// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.time.Duration;
import java.util.Optional;
import org.drivechange.impl.delta.runtime.DeltaListener;
import org.drivechange.impl.diagnostics.ErrorCode;

/**
 * Reports the progress of one target's item changes. Listeners of several targets share the instruments, because a meter returns the
 * same one for the same name.
 *
 * @param items delivered items
 * @param pages delivered pages
 * @param rounds complete rounds
 * @param failures failures of reading, saving and delivering
 * @param retries repeated deliveries
 * @param lag lag of the first page of each round, in seconds
 */
record OpenTelemetryDeltaListener(
        Attributes target,
        LongCounter items,
        LongCounter pages,
        LongCounter rounds,
        LongCounter failures,
        LongCounter retries,
        DoubleHistogram lag)
        implements DeltaListener {

    private static final double MILLIS = 1e3;

    static DeltaListener of(Meter meter, Attributes target) {
        return new OpenTelemetryDeltaListener(
                target,
                Instruments.counter(meter, "drivechange.delta.items", "{item}", "Delivered items of item changes"),
                Instruments.counter(meter, "drivechange.delta.pages", "{page}", "Delivered pages of item changes"),
                Instruments.counter(meter, "drivechange.delta.rounds", "{round}", "Complete rounds of item changes"),
                Instruments.counter(
                        meter, "drivechange.delta.failures", "{failure}", "Failures of item changes, by problem code"),
                Instruments.counter(
                        meter, "drivechange.delta.retries", "{delivery}", "Repeated deliveries of item changes"),
                Instruments.seconds(
                        meter,
                        "drivechange.delta.lag",
                        "Time from the notification that caused a round to the delivery of its first page"));
    }

    @Override
    public void roundBegun() {
        // no action
    }

    @Override
    public void pageDelivered(int delivered, Optional<Duration> since) {
        items.add(delivered, target);
        pages.add(1, target);
        since.ifPresent(time -> lag.record(time.toMillis() / MILLIS, target));
    }

    @Override
    public void deliveryRepeated() {
        retries.add(1, target);
    }

    @Override
    public void roundCompleted() {
        rounds.add(1, target);
    }

    @Override
    public void failed(ErrorCode code) {
        failures.add(1, SemanticAttributes.with(target, SemanticAttributes.ERROR_TYPE, code.code()));
    }
}
