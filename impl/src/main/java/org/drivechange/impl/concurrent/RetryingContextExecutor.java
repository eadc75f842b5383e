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
 * Runs each task in the application's context, if the server provides it. While an application is being deployed, its first
 * sessions already open and GlassFish throws; the task then waits and is retried. After the timeout it runs without the
 * context, as an event without context is better than none. A task whose thread is interrupted while waiting is dropped.
 */
final class RetryingContextExecutor implements Executor {

    private final Executor context;
    private final Duration pause;
    private final long deadline;
    private final AtomicBoolean logged = new AtomicBoolean();
    private volatile boolean contextSeen;
    private volatile Throwable lastFailure;

    RetryingContextExecutor(Executor context, Duration timeout, Duration pause) {
        this.context = context;
        this.pause = pause;
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    @Override
    public void execute(Runnable task) {
        while (!tryRun(task)) {
            if (contextSeen || System.nanoTime() - deadline > 0) {
                warn();
                task.run();
                return;
            }
            if (!pause()) {
                return;
            }
        }
    }

    /** Task with a flag that is set once the context has begun it. */
    private final class Attempt implements Runnable {

        private final Runnable task;
        private boolean begun;

        private Attempt(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            begun = true;
            contextSeen = true;
            task.run();
        }
    }

    /** Runs the task in the context. Returns false if it did not begin; exceptions of the task propagate. */
    private boolean tryRun(Runnable task) {
        Attempt attempt = attempt(task);
        if (attempt == null) {
            return false;
        }
        try {
            context.execute(attempt);
            return true;
        } catch (Throwable e) {
            if (attempt.begun) {
                throw e;
            }
            lastFailure = e;
            return false;
        }
    }

    /** Returns null if there is no memory for an attempt. The caller retries: a lost task would be awaited forever. */
    private Attempt attempt(Runnable task) {
        try {
            return new Attempt(task);
        } catch (OutOfMemoryError e) {
            lastFailure = e;
            return null;
        }
    }

    /** Logs the missing context once. Not logged if there was a context before: the application is then about to stop. */
    private void warn() {
        if (!contextSeen && logged.compareAndSet(false, true)) {
            FailSafeLog.log(
                    Level.WARNING,
                    ErrorCode.CONTEXT_UNAVAILABLE.message(
                            "The server does not provide the application's context on this thread;"
                                    + " observers run without it: java:comp and its dependents may be missing."),
                    lastFailure);
        }
    }

    private boolean pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
