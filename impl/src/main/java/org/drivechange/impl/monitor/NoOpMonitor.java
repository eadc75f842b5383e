// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import java.util.concurrent.Executor;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delivery.QueueStatistics;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.session.SessionPhase;

/** Where there is no tool: stands in nobody's way, and lets no delivery through its hands. */
final class NoOpMonitor implements Monitor, TargetMonitor {

    @Override
    public TargetMonitor forTarget(SessionKey key) {
        return this;
    }

    @Override
    public Request requestStarted(DriveTarget target) {
        return (status, problem) -> {};
    }

    @Override
    public void observerFailed(Throwable failure) {}

    @Override
    public Executor propagating(Executor executor) {
        return executor;
    }

    @Override
    public EventSink instrument(EventSink sink) {
        return sink;
    }

    @Override
    public void queue(QueueStatistics reading) {}

    @Override
    public void stateChanged(SessionPhase from, SessionPhase to, DriveWatch.State shown) {}

    @Override
    public void failed(ErrorCode code) {}

    @Override
    public void close() {}
}
