// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.graph.SessionKey;

/** A tool that may fail, as what stands behind it is the application's: that costs what it shows, and nothing else. */
final class FailSafeMonitor implements Monitor {

    private final Monitor tool;
    private final AtomicBoolean told = new AtomicBoolean();

    FailSafeMonitor(Monitor tool) {
        this.tool = tool;
    }

    @Override
    public TargetMonitor forTarget(SessionKey key) {
        return call(() -> new FailSafeTargetMonitor(tool.forTarget(key), this), new NoOpMonitor());
    }

    @Override
    public Request requestStarted(DriveTarget target) {
        Request request = call(() -> tool.requestStarted(target), (status, problem) -> {});
        return (status, problem) -> run(() -> request.completed(status, problem));
    }

    @Override
    public void observerFailed(Throwable failure) {
        run(() -> tool.observerFailed(failure));
    }

    @Override
    public Executor propagating(Executor executor) {
        return call(() -> tool.propagating(executor), executor);
    }

    @Override
    public void close() {
        run(tool::close);
    }

    void run(Runnable call) {
        try {
            call.run();
        } catch (Throwable failure) {
            warn(failure);
        }
    }

    <T> T call(Supplier<T> call, T otherwise) {
        try {
            return call.get();
        } catch (Throwable failure) {
            warn(failure);
            return otherwise;
        }
    }

    /** Once, as it may come with everything that happens. */
    private void warn(Throwable failure) {
        if (told.compareAndSet(false, true)) {
            FailSafeLog.log(
                    Level.WARNING,
                    ErrorCode.OPENTELEMETRY_FAILED.code() + " "
                            + tool.getClass().getSimpleName() + " failed; what it shows is incomplete, and all else"
                            + " goes on.",
                    failure);
        }
    }
}
