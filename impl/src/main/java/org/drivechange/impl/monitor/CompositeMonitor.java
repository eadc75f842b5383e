// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.http.RequestKind;

/**
 * Passes everything to several monitors, or to none. A monitor may fail, as it calls code of the application: its first failure
 * is logged, and the others continue.
 */
final class CompositeMonitor implements Monitor {

    private final List<Monitor> monitors;
    private final Set<Monitor> failed = ConcurrentHashMap.newKeySet();

    CompositeMonitor(List<Monitor> monitors) {
        this.monitors = List.copyOf(monitors);
    }

    @Override
    public String tool() {
        return monitors.stream().map(Monitor::tool).collect(Collectors.joining(", "));
    }

    @Override
    public TargetMonitor forTarget(SessionKey key) {
        List<CompositeTargetMonitor.Part> parts = new ArrayList<>();
        for (Monitor monitor : monitors) {
            run(monitor, () -> parts.add(new CompositeTargetMonitor.Part(monitor, monitor.forTarget(key))));
        }
        return new CompositeTargetMonitor(this, parts);
    }

    @Override
    public Request requestStarted(RequestKind kind, DriveTarget target) {
        List<Request> requests = new ArrayList<>();
        for (Monitor monitor : monitors) {
            run(monitor, () -> {
                Request request = monitor.requestStarted(kind, target);
                requests.add((status, code) -> run(monitor, () -> request.completed(status, code)));
            });
        }
        return (status, code) -> requests.forEach(request -> request.completed(status, code));
    }

    @Override
    public void observerFailed(Throwable failure) {
        monitors.forEach(monitor -> run(monitor, () -> monitor.observerFailed(failure)));
    }

    @Override
    public Executor propagating(Executor executor) {
        return wrap(executor, Monitor::propagating);
    }

    @Override
    public Executor inCurrentContext(Executor executor) {
        return wrap(executor, Monitor::inCurrentContext);
    }

    private Executor wrap(Executor executor, BiFunction<Monitor, Executor, Executor> wrapper) {
        Executor wrapped = executor;
        for (Monitor monitor : monitors) {
            wrapped = wrap(monitor, wrapped, wrapper);
        }
        return wrapped;
    }

    private Executor wrap(Monitor monitor, Executor executor, BiFunction<Monitor, Executor, Executor> wrapper) {
        try {
            return wrapper.apply(monitor, executor);
        } catch (Throwable failure) {
            failed(monitor, failure);
            return executor;
        }
    }

    @Override
    public void close() {
        monitors.forEach(monitor -> run(monitor, monitor::close));
    }

    /** Runs a call of a monitor, and logs its failure. */
    void run(Monitor monitor, Runnable call) {
        try {
            call.run();
        } catch (Throwable failure) {
            failed(monitor, failure);
        }
    }

    /** Logs the first failure of a monitor only, as it may fail with each event. */
    void failed(Monitor monitor, Throwable failure) {
        if (failed.add(monitor)) {
            FailSafeLog.log(
                    Level.WARNING,
                    ErrorCode.MONITOR_FAILED.message(
                            monitor.tool() + " failed; its data is incomplete, sessions and deliveries continue."),
                    failure);
        }
    }
}
