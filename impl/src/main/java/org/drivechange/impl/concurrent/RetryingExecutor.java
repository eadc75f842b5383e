// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/** Submits tasks to a pool, and resubmits when thread creation fails: a lost task would be awaited forever. */
final class RetryingExecutor implements Executor {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Executor pool;
    private final BiConsumer<Duration, Runnable> later;

    /**
     * Creates an executor.
     *
     * @param later scheduler of a delayed task
     */
    RetryingExecutor(Executor pool, BiConsumer<Duration, Runnable> later) {
        this.pool = pool;
        this.later = later;
    }

    @Override
    public void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (OutOfMemoryError e) {
            later.accept(PAUSE, () -> execute(task));
        }
    }
}
