// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jfr;

import java.util.concurrent.CompletionStage;
import org.drivechange.DriveEvent;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delivery.QueueStatistics;
import org.drivechange.impl.delta.runtime.DeltaListener;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.monitor.EventKind;
import org.drivechange.impl.monitor.TargetMonitor;
import org.drivechange.impl.monitor.TargetName;
import org.drivechange.impl.session.SessionPhase;

/** Records one target's events. */
final class JfrTargetMonitor implements TargetMonitor {

    private final TargetName name;

    /** The failure since the last state. Accessed only on the session's executor. */
    private String lastFailure;

    JfrTargetMonitor(TargetName name) {
        this.name = name;
    }

    @Override
    public void phaseChanged(SessionPhase from, SessionPhase to) {
        SessionStateEvent event = new SessionStateEvent();
        if (event.shouldCommit()) {
            event.template = name.template();
            event.target = name.target();
            event.account = name.account();
            event.from = from.name();
            event.to = to.name();
            event.problem = lastFailure;
            event.commit();
        }
        lastFailure = null;
    }

    @Override
    public void failed(ErrorCode code) {
        lastFailure = code.code();
    }

    @Override
    public EventSink instrument(EventSink sink) {
        // the event is used only for the check, so it need not be allocated
        return event -> new DeliveryEvent().isEnabled() ? recorded(event, sink) : sink.fire(event);
    }

    private CompletionStage<Void> recorded(DriveEvent event, EventSink sink) {
        DeliveryEvent delivery = new DeliveryEvent();
        delivery.begin();
        CompletionStage<Void> delivered = sink.fire(event);
        return delivered.thenRun(() -> commit(delivery, event));
    }

    private void commit(DeliveryEvent delivery, DriveEvent event) {
        delivery.end();
        if (delivery.shouldCommit()) {
            delivery.template = name.template();
            delivery.target = name.target();
            delivery.account = name.account();
            delivery.event = EventKind.of(event).label();
            delivery.commit();
        }
    }

    @Override
    public DeltaListener items() {
        return JfrDeltaListener.of(name);
    }

    @Override
    public void queue(QueueStatistics reading) {}

    @Override
    public void close() {}
}
