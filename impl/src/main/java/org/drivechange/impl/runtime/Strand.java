// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.impl.session.SerialExecutor;

/** Runs tasks one at a time, in order, on whichever thread of a pool is free, or on the caller's. */
final class Strand implements SerialExecutor {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    /** After so many tasks the thread is given back, so that others get their turn. */
    private static final int TASKS_IN_A_ROW = 256;

    private final Executor pool;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    Strand(Executor pool) {
        this.pool = pool;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            pool.execute(this::drain);
        }
    }

    @Override
    public void executeHere(Runnable task) {
        if (waiting.compareAndSet(0, 1)) {
            run(task);
            if (waiting.decrementAndGet() > 0) {
                pool.execute(this::drain);
            }
        } else {
            execute(task);
        }
    }

    private void drain() {
        int done = 0;
        while (done < TASKS_IN_A_ROW && done < waiting.get()) {
            run(tasks.remove());
            done++;
        }
        if (waiting.addAndGet(-done) > 0) {
            pool.execute(this::drain);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable fault) {
            tell(fault);
        }
    }

    /** Whoever cannot even be told must not end the strand. */
    private static void tell(Throwable fault) {
        try {
            LOG.log(System.Logger.Level.ERROR, "DRC3999 DriveChange failed; please report this", fault);
        } catch (Throwable silent) {
            // out of memory, or a handler of the application's
        }
    }
}
