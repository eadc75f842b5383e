// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs every task, in the application's context where the server gives it. While an application is still being deployed,
 * and the first sessions open already, GlassFish throws instead: such a task waits. Later on it runs without the context,
 * for an event without it is better than no event. A task whose thread is interrupted meanwhile is not run any more.
 */
final class PatientContext implements Executor {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    private final Executor context;
    private final Duration pause;
    private final long deadline;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean settled;
    private volatile Throwable why;

    PatientContext(Executor context, Duration patience, Duration pause) {
        this.context = context;
        this.pause = pause;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    @Override
    public void execute(Runnable task) {
        while (!runs(task)) {
            if (settled || System.nanoTime() - deadline > 0) {
                tell();
                task.run();
                return;
            }
            if (!pause()) {
                return;
            }
        }
    }

    /** Whether the task was run; what it throws is thrown. */
    private boolean runs(Runnable task) {
        boolean[] begun = {false};
        try {
            context.execute(() -> {
                begun[0] = true;
                settled = true;
                task.run();
            });
            return true;
        } catch (RuntimeException | LinkageError failed) {
            if (begun[0]) {
                throw failed;
            }
            why = failed;
            return false;
        }
    }

    /** Once; and where there was a context before, the application is about to end. */
    private void tell() {
        if (!settled && told.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "DRC4005 The server does not give the application's context to this thread;"
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
