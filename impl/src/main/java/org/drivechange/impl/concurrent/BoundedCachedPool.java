// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A cached pool with a bound: a task takes an idle thread, or a new one, or, at the bound, waits for the next idle one. */
final class BoundedCachedPool {

    private static final long IDLE_SECONDS = 5;

    private BoundedCachedPool() {}

    /**
     * Makes a pool.
     *
     * @param full runs whenever a task has to wait because the bound is met
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

    /** A pool whose last worker died, and could not be replaced for want of memory, gets a worker again. */
    static void sweep(ThreadPoolExecutor pool) {
        if (pool.getPoolSize() == 0 && !pool.getQueue().isEmpty()) {
            pool.execute(() -> {});
        }
    }

    /** Takes a task only when an idle thread takes it at once, which makes the pool grow before it queues. */
    private static final class Handover extends LinkedTransferQueue<Runnable> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }
    }
}
