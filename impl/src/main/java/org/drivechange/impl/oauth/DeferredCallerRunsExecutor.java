// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Has msal4j work on the thread that asks, which can be interrupted; by itself it would take the JVM's common pool. Only when it
 * has handed over its future, as its device code flow looks there for whether it was cancelled.
 */
final class DeferredCallerRunsExecutor extends AbstractExecutorService {

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    /** Does the work behind a future, and returns what came of it. */
    <T> T result(CompletableFuture<T> future) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        return future.join();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void shutdown() {
        // there is nothing to end
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
