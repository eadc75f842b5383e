// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.impl.diagnostics.FailSafeLog;

/**
 * Runs tasks one at a time, in order, on a free thread of a pool or on the caller's.
 *
 * <p>Liveness: while tasks wait, a thread runs them or a drain is submitted to the pool. {@link #sweep} resubmits a drain that
 * the pool has lost; the copy that begins first claims it.
 */
final class SequentialExecutor implements SerialExecutor {

    /** Number of tasks after which the thread is released, for fairness. */
    private static final int TASKS_IN_A_ROW = 256;

    private final Executor pool;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** True while a drain is submitted and has not begun. */
    private final AtomicBoolean submitted = new AtomicBoolean();

    // allocated once: it must be resubmittable while the heap is full
    private final Runnable draining = this::drain;

    /** Number of consecutive sweeps that found the drain submitted. Used on the watchdog's thread only. */
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
        // a task may be queued and not counted, as a drain has spent its count on a task of another thread
        if (tasks.isEmpty() && waiting.compareAndSet(0, 1)) {
            run(task);
            if (waiting.decrementAndGet() > 0) {
                submit();
            }
        } else {
            execute(task);
        }
    }

    /** Resubmits after 2, 4, 8, … sweeps, as a busy pool looks the same as one that has lost the drain. */
    @Override
    public void sweep() {
        sweeps = submitted.get() ? sweeps + 1 : 0;
        if (sweeps > 1 && Integer.bitCount(sweeps) == 1) {
            submitDrain();
        }
    }

    private void submit() {
        submitted.set(true);
        submitDrain();
    }

    /** Submits a drain. A failure is not reported to the caller, as the task was accepted; the next sweeps resubmit. */
    private void submitDrain() {
        try {
            pool.execute(draining);
        } catch (Throwable e) {
            FailSafeLog.report(e);
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
