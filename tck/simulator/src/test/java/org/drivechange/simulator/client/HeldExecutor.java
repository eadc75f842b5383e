// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.client;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/**
 * Executor that holds tasks until released. msal4j's device code flow reads a future that msal4j sets only after the
 * flow has started; it fails if the platform answers earlier.
 */
final class HeldExecutor extends AbstractExecutorService {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    public <T> T release(T future) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            ForkJoinPool.commonPool().execute(task);
        }
        return future;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void shutdown() {}

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
