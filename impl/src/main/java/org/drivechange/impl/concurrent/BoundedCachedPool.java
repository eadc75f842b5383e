// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.time.Duration;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.drivechange.impl.diagnostics.FailSafeLog;

/**
 * Cached thread pool with a bound: a task takes an idle thread, else a new one, and at the bound waits for the next idle one.
 * Submits a task again after a failed thread creation: a lost task would be awaited forever.
 */
final class BoundedCachedPool extends ThreadPoolExecutor {

    private static final long IDLE_SECONDS = 5;
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private final DaemonThreadFactory threads;
    private final BiConsumer<Duration, Runnable> later;

    /**
     * Creates a pool.
     *
     * @param later scheduler of a delayed task
     * @param full callback for each task that has to wait because the bound is reached
     */
    BoundedCachedPool(int bound, DaemonThreadFactory threads, BiConsumer<Duration, Runnable> later, Runnable full) {
        this(bound, threads, later, full, new DirectHandoffQueue());
    }

    private BoundedCachedPool(
            int bound,
            DaemonThreadFactory threads,
            BiConsumer<Duration, Runnable> later,
            Runnable full,
            DirectHandoffQueue queue) {
        super(0, bound, IDLE_SECONDS, TimeUnit.SECONDS, queue, threads, (task, pool) -> {
            if (!pool.isShutdown()) {
                queue.put(task);
                report(full);
            }
        });
        this.threads = threads;
        this.later = later;
    }

    /** Never throws: {@link #execute} would submit the queued task once more. */
    private static void report(Runnable full) {
        try {
            full.run();
        } catch (Throwable e) {
            FailSafeLog.report(e);
        }
    }

    @Override
    public void execute(Runnable task) {
        try {
            super.execute(task);
        } catch (OutOfMemoryError e) {
            later.accept(RETRY_DELAY, () -> execute(task));
        }
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        threads.reset(thread);
    }

    /** Restores a worker if the last one died and could not be replaced for lack of memory. */
    void sweep() {
        if (getPoolSize() == 0 && !getQueue().isEmpty()) {
            super.execute(() -> {});
        }
    }

    /** Queue that accepts a task only if an idle thread takes it at once; the pool then grows before it queues. */
    private static final class DirectHandoffQueue extends LinkedTransferQueue<Runnable> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }
    }
}
