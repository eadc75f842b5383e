// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/** Hands tasks to a pool, and again where the machine has no thread to give: what is lost would be waited for for ever. */
final class RetryingExecutor implements Executor {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Executor pool;
    private final BiConsumer<Duration, Runnable> later;

    /**
     * Makes an executor.
     *
     * @param later runs a task later
     */
    RetryingExecutor(Executor pool, BiConsumer<Duration, Runnable> later) {
        this.pool = pool;
        this.later = later;
    }

    @Override
    public void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (OutOfMemoryError noThread) {
            later.accept(PAUSE, () -> execute(task));
        }
    }
}
