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
    public TargetMonitor watched(SessionKey key) {
        return call(() -> new FailSafeTargetMonitor(tool.watched(key), this), new NoOpMonitor());
    }

    @Override
    public Request begun(DriveTarget target) {
        Request request = call(() -> tool.begun(target), (status, problem) -> {});
        return (status, problem) -> run(() -> request.ended(status, problem));
    }

    @Override
    public void observerFailed(Throwable failure) {
        run(() -> tool.observerFailed(failure));
    }

    @Override
    public Executor carrying(Executor executor) {
        return call(() -> tool.carrying(executor), executor);
    }

    @Override
    public void close() {
        run(tool::close);
    }

    void run(Runnable call) {
        try {
            call.run();
        } catch (Throwable failure) {
            tell(failure);
        }
    }

    <T> T call(Supplier<T> call, T otherwise) {
        try {
            return call.get();
        } catch (Throwable failure) {
            tell(failure);
            return otherwise;
        }
    }

    /** Once, as it may come with everything that happens. */
    private void tell(Throwable failure) {
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
