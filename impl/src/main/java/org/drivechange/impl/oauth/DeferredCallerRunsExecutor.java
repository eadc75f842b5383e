// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs msal4j's tasks on the calling thread, which can be interrupted. By default msal4j uses the JVM's common pool.
 * Tasks run only after msal4j has returned its future, because its device code flow checks the future for cancellation.
 */
final class DeferredCallerRunsExecutor extends AbstractExecutorService {

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    /** Runs the queued tasks and returns the result of a future. */
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
        // no threads to stop
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
