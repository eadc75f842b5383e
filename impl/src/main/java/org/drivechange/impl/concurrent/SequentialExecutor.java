// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.impl.diagnostics.FailSafeLog;

/**
 * Runs tasks one at a time, in order, on whichever thread of a pool is free, or on the caller's.
 *
 * <p>Liveness: tasks that wait are followed by a thread that runs them, or by a drain that the pool was given. A drain that the
 * pool has lost is submitted again by {@link #sweep}; whichever copy begins first claims it.
 */
final class SequentialExecutor implements SerialExecutor {

    /** After so many tasks the thread is given back, so that others get their turn. */
    private static final int TASKS_IN_A_ROW = 256;

    private final Executor pool;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** A drain was submitted and has not begun. */
    private final AtomicBoolean submitted = new AtomicBoolean();

    // made once: a full heap must not keep it from being submitted again
    private final Runnable draining = this::drain;

    /** How many sweeps in a row have found the drain submitted; the watchdog's thread only. */
    private int sweeps;

    SequentialExecutor(Executor pool) {
        this.pool = pool;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            submit();
        }
    }

    @Override
    public void executeInline(Runnable task) {
        if (waiting.compareAndSet(0, 1)) {
            run(task);
            if (waiting.decrementAndGet() > 0) {
                submit();
            }
        } else {
            execute(task);
        }
    }

    /** After 2, 4, 8, … sweeps, as a pool that is busy looks the same as one that has lost the drain. */
    @Override
    public void sweep() {
        sweeps = submitted.get() ? sweeps + 1 : 0;
        if (sweeps > 1 && Integer.bitCount(sweeps) == 1) {
            handOver();
        }
    }

    private void submit() {
        submitted.set(true);
        handOver();
    }

    /** The task was accepted, so that the caller need not know: the next sweeps submit again what fails here. */
    private void handOver() {
        try {
            pool.execute(draining);
        } catch (Throwable noThread) {
            FailSafeLog.report(noThread);
        }
    }

    private void drain() {
        if (!submitted.compareAndSet(true, false)) {
            return;
        }
        int done = 0;
        while (done < TASKS_IN_A_ROW && done < waiting.get()) {
            run(tasks.remove());
            done++;
        }
        if (waiting.addAndGet(-done) > 0) {
            submit();
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable fault) {
            FailSafeLog.report(fault);
        }
    }
}
