// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.drivechange.DriveWatch;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delivery.QueueStatistics;
import org.drivechange.impl.delta.runtime.DeltaListener;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.monitor.TargetMonitor;
import org.drivechange.impl.monitor.TargetName;
import org.drivechange.impl.session.SessionPhase;

/** Reports one target's metrics and spans. */
final class OpenTelemetryTargetMonitor implements TargetMonitor {

    private final Instruments instruments;
    private final QueueMetrics queues;
    private final TargetName name;
    private final Attributes target;
    private final Map<DriveWatch.State, Attributes> states = new EnumMap<>(DriveWatch.State.class);
    private QueueStatistics queue;

    /** The state counted now, null if none. Accessed only on the session's executor. */
    private DriveWatch.State counted;

    OpenTelemetryTargetMonitor(Instruments instruments, QueueMetrics queues, TargetName name) {
        this.instruments = instruments;
        this.queues = queues;
        this.name = name;
        this.target = SemanticAttributes.target(name);
        for (DriveWatch.State state : DriveWatch.State.values()) {
            states.put(
                    state,
                    SemanticAttributes.with(
                            target, SemanticAttributes.STATE, state.name().toLowerCase(Locale.ROOT)));
        }
    }

    @Override
    public void phaseChanged(SessionPhase from, SessionPhase to) {
        DriveWatch.State shown = to.watchState();
        if (shown == counted) {
            return;
        }
        if (counted != null) {
            instruments.sessions().add(-1, states.get(counted));
        }
        counted = shown == DriveWatch.State.CLOSED ? null : shown;
        if (counted != null) {
            instruments.sessions().add(1, states.get(counted));
        }
    }

    @Override
    public void failed(ErrorCode code) {
        instruments.failures().add(1, SemanticAttributes.with(target, SemanticAttributes.ERROR_TYPE, code.code()));
    }

    @Override
    public EventSink instrument(EventSink sink) {
        return new TracingEventSink(sink, instruments, name);
    }

    @Override
    public DeltaListener items() {
        return OpenTelemetryDeltaListener.of(instruments.meter(), target);
    }

    @Override
    public void queue(QueueStatistics reading) {
        queue = reading;
        queues.add(reading, target);
    }

    @Override
    public void close() {
        queues.remove(queue);
    }
}
