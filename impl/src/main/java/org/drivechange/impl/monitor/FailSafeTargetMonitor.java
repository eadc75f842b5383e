// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import org.drivechange.DriveWatch;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delivery.QueueStatistics;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.session.SessionPhase;

/** One target, shown by a tool that may fail. */
final class FailSafeTargetMonitor implements TargetMonitor {

    private final TargetMonitor tool;
    private final FailSafeMonitor guard;

    FailSafeTargetMonitor(TargetMonitor tool, FailSafeMonitor guard) {
        this.tool = tool;
        this.guard = guard;
    }

    /** A tool's sink guards itself: what it wraps must be called once, whatever fails. */
    @Override
    public EventSink instrument(EventSink sink) {
        return guard.call(() -> tool.instrument(sink), sink);
    }

    @Override
    public void queue(QueueStatistics reading) {
        guard.run(() -> tool.queue(reading));
    }

    @Override
    public void stateChanged(SessionPhase from, SessionPhase to, DriveWatch.State shown) {
        guard.run(() -> tool.stateChanged(from, to, shown));
    }

    @Override
    public void failed(ErrorCode code) {
        guard.run(() -> tool.failed(code));
    }

    @Override
    public void close() {
        guard.run(tool::close);
    }
}
