// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import java.util.List;
import java.util.function.Consumer;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delivery.QueueStatistics;
import org.drivechange.impl.delta.runtime.DeltaListener;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.session.SessionPhase;

/** Passes everything about one target to several monitors, or to none. */
final class CompositeTargetMonitor implements TargetMonitor {

    private final CompositeMonitor composite;
    private final List<Part> parts;

    CompositeTargetMonitor(CompositeMonitor composite, List<Part> parts) {
        this.composite = composite;
        this.parts = List.copyOf(parts);
    }

    /** One monitor, and its view of the target. */
    record Part(Monitor monitor, TargetMonitor target) {}

    /** The sink of a monitor catches its own failures: what it wraps must be called once. */
    @Override
    public EventSink instrument(EventSink sink) {
        EventSink wrapped = sink;
        for (Part part : parts) {
            wrapped = instrument(part, wrapped);
        }
        return wrapped;
    }

    private EventSink instrument(Part part, EventSink sink) {
        try {
            return part.target().instrument(sink);
        } catch (Throwable failure) {
            composite.failed(part.monitor(), failure);
            return sink;
        }
    }

    @Override
    public DeltaListener items() {
        return CompositeDeltaListener.of(composite, parts);
    }

    @Override
    public void queue(QueueStatistics statistics) {
        forEach(target -> target.queue(statistics));
    }

    @Override
    public void phaseChanged(SessionPhase from, SessionPhase to) {
        forEach(target -> target.phaseChanged(from, to));
    }

    @Override
    public void failed(ErrorCode code) {
        forEach(target -> target.failed(code));
    }

    @Override
    public void close() {
        forEach(TargetMonitor::close);
    }

    private void forEach(Consumer<TargetMonitor> call) {
        parts.forEach(part -> composite.run(part.monitor(), () -> call.accept(part.target())));
    }
}
