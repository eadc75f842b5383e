// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.drivechange.impl.session.SerialExecutor;
import org.drivechange.impl.session.Workers;

/**
 * The threads of one application: two for timers, and for strands that no caller runs, which never block; a bounded number that open and close links
 * and ask for tokens and endpoints; a bounded number that send; and a bounded number on which observers run. All are daemons
 * and end when idle, but for the first two.
 */
public final class Engine implements Workers, AutoCloseable {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    private static final int STRAND_THREADS = 2;
    private static final int BLOCKING_THREADS = 128;
    private static final int OBSERVER_THREADS = 256;
    private static final int SENDING_THREADS = 64;

    private static final Duration END = Duration.ofMillis(500);

    private final ThreadGroup group;
    private final ScheduledThreadPoolExecutor timers;
    private final ExecutorService blockingPool;
    private final ExecutorService observerPool;
    private final ExecutorService sendingPool;
    private final Executor blocking;
    private final Executor observers;
    private final Executor sending;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * Makes the pools; no thread starts before there is work.
     *
     * @param loader the application's class loader, set on every thread
     */
    public Engine(ClassLoader loader) {
        group = new ThreadGroup("drivechange");
        timers = new ScheduledThreadPoolExecutor(
                STRAND_THREADS, new OwnThreads(group, "drivechange-session", loader), (late, pool) -> {});
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        blockingPool =
                GrowingPool.create(BLOCKING_THREADS, new OwnThreads(group, "drivechange-connect", loader), () -> {});
        observerPool = GrowingPool.create(
                OBSERVER_THREADS, new OwnThreads(group, "drivechange-observer", loader), this::tellFull);
        sendingPool = GrowingPool.create(SENDING_THREADS, new OwnThreads(group, "drivechange-send", loader), () -> {});
        blocking = new Insistent(blockingPool, this::later);
        sending = new Insistent(sendingPool, this::later);
        observers = new Insistent(observerPool, this::later);
    }

    @Override
    public SerialExecutor strand() {
        return new Strand(timers);
    }

    @Override
    public Future<?> block(Runnable task) {
        FutureTask<Void> blocked = new FutureTask<>(task, null);
        blocking.execute(blocked);
        return blocked;
    }

    @Override
    public Future<?> after(Duration delay, Runnable task) {
        return timers.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Where tasks may block that nobody cancels. */
    public Executor blocking() {
        return blocking;
    }

    /** Where links send whose client blocks: a server that does not read costs no more than a thread. */
    public Executor sending() {
        return sending;
    }

    /** Runs a task later that nobody cancels. */
    public void later(Duration delay, Runnable task) {
        after(delay, task);
    }

    /** Where observers run: threads grow with observers that are running, not with sessions. */
    public Executor observers() {
        return observers;
    }

    /** Interrupts whatever still runs, and gives it a moment to end: servers complain about threads that they find. */
    @Override
    public void close() {
        timers.shutdownNow();
        blockingPool.shutdownNow();
        observerPool.shutdownNow();
        sendingPool.shutdownNow();
        List<Thread> threads = threads();
        // the JDK's HTTP client cannot be closed before Java 21; its one thread was made on one of ours
        threads.stream().filter(one -> one.getName().startsWith("HttpClient-")).forEach(Thread::interrupt);
        await(threads);
    }

    private List<Thread> threads() {
        Thread[] threads = new Thread[group.activeCount() + 8];
        int found = group.enumerate(threads);
        return Arrays.asList(threads).subList(0, found);
    }

    private static void await(List<Thread> threads) {
        long deadline = System.nanoTime() + END.toNanos();
        try {
            for (Thread thread : threads) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                // an observer may have ended the application
                if (left > 0 && thread != Thread.currentThread()) {
                    thread.join(left);
                }
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellFull() {
        if (told.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "DRC4003 " + OBSERVER_THREADS + " observers are running at once, which is the limit;"
                            + " other targets' events wait until one of them returns.");
        }
    }
}
