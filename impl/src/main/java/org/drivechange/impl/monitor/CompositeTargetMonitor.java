// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import java.util.List;
import org.drivechange.DriveWatch;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delivery.QueueStatistics;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.session.SessionPhase;

/** Shows one target to several tools. */
final class CompositeTargetMonitor implements TargetMonitor {

    private final List<TargetMonitor> tools;

    CompositeTargetMonitor(List<TargetMonitor> tools) {
        this.tools = tools;
    }

    @Override
    public EventSink instrument(EventSink sink) {
        EventSink seen = sink;
        for (TargetMonitor tool : tools) {
            seen = tool.instrument(seen);
        }
        return seen;
    }

    @Override
    public void queue(QueueStatistics reading) {
        tools.forEach(tool -> tool.queue(reading));
    }

    @Override
    public void stateChanged(SessionPhase from, SessionPhase to, DriveWatch.State shown) {
        tools.forEach(tool -> tool.stateChanged(from, to, shown));
    }

    @Override
    public void failed(ErrorCode code) {
        tools.forEach(tool -> tool.failed(code));
    }

    @Override
    public void close() {
        tools.forEach(TargetMonitor::close);
    }
}
