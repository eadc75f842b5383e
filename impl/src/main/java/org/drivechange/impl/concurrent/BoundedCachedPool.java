// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Cached thread pool with a bound: a task takes an idle thread, else a new one, and at the bound waits for the next idle one.
 */
final class BoundedCachedPool {

    private static final long IDLE_SECONDS = 5;

    private BoundedCachedPool() {}

    /**
     * Creates a pool.
     *
     * @param full callback for each task that has to wait because the bound is reached
     */
    static ThreadPoolExecutor create(int bound, DaemonThreadFactory threads, Runnable full) {
        Handover queue = new Handover();
        RejectedExecutionHandler wait = (task, pool) -> {
            if (!pool.isShutdown()) {
                queue.put(task);
                full.run();
            }
        };
        return new ThreadPoolExecutor(0, bound, IDLE_SECONDS, TimeUnit.SECONDS, queue, threads, wait) {
            @Override
            protected void beforeExecute(Thread thread, Runnable task) {
                threads.reset(thread);
            }
        };
    }

    /** Restores a worker of a pool whose last worker died and could not be replaced for lack of memory. */
    static void sweep(ThreadPoolExecutor pool) {
        if (pool.getPoolSize() == 0 && !pool.getQueue().isEmpty()) {
            pool.execute(() -> {});
        }
    }

    /** Queue that accepts a task only if an idle thread takes it at once; the pool then grows before it queues. */
    private static final class Handover extends LinkedTransferQueue<Runnable> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }
    }
}
