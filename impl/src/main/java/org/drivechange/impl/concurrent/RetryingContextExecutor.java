// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.FailSafeLog;

/**
 * Runs every task, in the application's context where the server gives it. While an application is still being deployed,
 * and the first sessions open already, GlassFish throws instead: such a task waits. Later on it runs without the context,
 * for an event without it is better than no event. A task whose thread is interrupted meanwhile is not run any more.
 */
final class RetryingContextExecutor implements Executor {

    private final Executor context;
    private final Duration pause;
    private final long deadline;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean settled;
    private volatile Throwable why;

    RetryingContextExecutor(Executor context, Duration patience, Duration pause) {
        this.context = context;
        this.pause = pause;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    @Override
    public void execute(Runnable task) {
        while (!runs(task)) {
            if (settled || System.nanoTime() - deadline > 0) {
                warn();
                task.run();
                return;
            }
            if (!pause()) {
                return;
            }
        }
    }

    /** A task, and whether the server's context has begun it. */
    private final class Attempt implements Runnable {

        private final Runnable task;
        private boolean begun;

        private Attempt(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            begun = true;
            settled = true;
            task.run();
        }
    }

    /** Whether the task was run; what it throws is thrown. */
    private boolean runs(Runnable task) {
        Attempt attempt = attempt(task);
        if (attempt == null) {
            return false;
        }
        try {
            context.execute(attempt);
            return true;
        } catch (Throwable failed) {
            if (attempt.begun) {
                throw failed;
            }
            why = failed;
            return false;
        }
    }

    /** Null where there is no memory for one: a task that is lost here would be waited for without an end. */
    private Attempt attempt(Runnable task) {
        try {
            return new Attempt(task);
        } catch (OutOfMemoryError noMemory) {
            why = noMemory;
            return null;
        }
    }

    /** Once; and where there was a context before, the application is about to end. */
    private void warn() {
        if (!settled && told.compareAndSet(false, true)) {
            FailSafeLog.log(
                    Level.WARNING,
                    ErrorCode.CONTEXT_UNAVAILABLE.code()
                            + " The server does not give the application's context to this thread;"
                            + " observers run without it: java:comp and what depends on it may be missing.",
                    why);
        }
    }

    private boolean pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
