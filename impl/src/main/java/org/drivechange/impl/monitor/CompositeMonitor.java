// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import java.util.List;
import java.util.concurrent.Executor;
import org.drivechange.DriveTarget;
import org.drivechange.impl.graph.SessionKey;

/** Shows everything to several tools. */
final class CompositeMonitor implements Monitor {

    private final List<Monitor> tools;

    CompositeMonitor(List<Monitor> tools) {
        this.tools = tools;
    }

    @Override
    public TargetMonitor forTarget(SessionKey key) {
        return new CompositeTargetMonitor(
                tools.stream().map(tool -> tool.forTarget(key)).toList());
    }

    @Override
    public Request requestStarted(DriveTarget target) {
        List<Request> requests =
                tools.stream().map(tool -> tool.requestStarted(target)).toList();
        return (status, problem) -> requests.forEach(request -> request.completed(status, problem));
    }

    @Override
    public void observerFailed(Throwable failure) {
        tools.forEach(tool -> tool.observerFailed(failure));
    }

    @Override
    public Executor propagating(Executor executor) {
        Executor carrying = executor;
        for (Monitor tool : tools) {
            carrying = tool.propagating(carrying);
        }
        return carrying;
    }

    @Override
    public void close() {
        tools.forEach(Monitor::close);
    }
}
