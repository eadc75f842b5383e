// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.FailSafeLog;

/**
 * Threads of one application: two for timers and serial executors, which never block; bounded pools that open and close
 * connections and request subscriptions, call token providers, send, log, and run observers; and the watchdog. All are daemons.
 * All but those of the timers and the watchdog end when idle.
 */
public final class RuntimeExecutors implements SessionExecutors, AutoCloseable {

    private static final int TIMER_THREADS = 2;
    private static final int BLOCKING_THREADS = 128;
    private static final int CONNECTING_THREADS = 256;
    private static final int CALLING_THREADS = 256;
    private static final int OBSERVER_THREADS = 256;
    private static final int SENDING_THREADS = 64;

    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

    private final ThreadGroup group;
    private volatile ClassLoader loader;
    private final ScheduledThreadPoolExecutor timers;
    private final ThreadPoolExecutor blockingPool;
    private final ThreadPoolExecutor connectingPool;
    private final ThreadPoolExecutor callingPool;
    private final ThreadPoolExecutor observerPool;
    private final ThreadPoolExecutor logPool;
    private final ThreadPoolExecutor sendingPool;
    private final Executor blocking;
    private final Executor connecting;
    private final Executor calling;
    private final SequentialExecutor serial;
    private final Executor observers;
    private final Executor sending;
    private final AtomicBoolean observersReported = new AtomicBoolean();
    private final AtomicBoolean connectsReported = new AtomicBoolean();
    private final AtomicBoolean callsReported = new AtomicBoolean();
    private Watchdog watchdog = new Watchdog(Duration.ZERO, () -> {});

    /**
     * Creates the pools. No thread starts before there is work.
     *
     * @param loader class loader of the application, set on each thread
     */
    public RuntimeExecutors(ClassLoader loader) {
        group = new ThreadGroup("drivechange");
        this.loader = loader;
        timers = timers(threads("drivechange-session"));
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        blockingPool = BoundedCachedPool.create(BLOCKING_THREADS, threads("drivechange-blocking"), () -> {});
        connectingPool =
                BoundedCachedPool.create(CONNECTING_THREADS, threads("drivechange-connect"), this::reportConnects);
        callingPool = BoundedCachedPool.create(CALLING_THREADS, threads("drivechange-token"), this::reportCalls);
        observerPool =
                BoundedCachedPool.create(OBSERVER_THREADS, threads("drivechange-observer"), this::reportObservers);
        sendingPool = BoundedCachedPool.create(SENDING_THREADS, threads("drivechange-send"), () -> {});
        blocking = new RetryingExecutor(blockingPool, this::later);
        connecting = new RetryingExecutor(connectingPool, this::later);
        calling = new RetryingExecutor(callingPool, this::later);
        logPool = BoundedCachedPool.create(1, threads("drivechange-log"), () -> {});
        serial = new SequentialExecutor(new RetryingExecutor(logPool, this::later));
        sending = new RetryingExecutor(sendingPool, this::later);
        observers = new RetryingExecutor(observerPool, this::later);
    }

    private DaemonThreadFactory threads(String name) {
        return new DaemonThreadFactory(group, name, () -> loader);
    }

    /** Sets the class loader of all later tasks. Requests before the start may have come from any thread. */
    public void loader(ClassLoader application) {
        loader = application;
    }

    private static ScheduledThreadPoolExecutor timers(DaemonThreadFactory threads) {
        return new ScheduledThreadPoolExecutor(TIMER_THREADS, threads, (task, pool) -> {}) {
            @Override
            protected void beforeExecute(Thread thread, Runnable task) {
                threads.reset(thread);
            }
        };
    }

    /**
     * Starts the watchdog.
     *
     * @param beat task that runs each period on the watchdog's own thread; must not block
     */
    public void watch(Duration period, Runnable beat) {
        watchdog = new Watchdog(period, () -> {
            sweep();
            beat.run();
        });
        threads("drivechange-watchdog").newThread(watchdog).start();
    }

    private void sweep() {
        serial.sweep();
        if (!timers.getQueue().isEmpty()) {
            timers.prestartCoreThread();
        }
        BoundedCachedPool.sweep(blockingPool);
        BoundedCachedPool.sweep(connectingPool);
        BoundedCachedPool.sweep(callingPool);
        BoundedCachedPool.sweep(logPool);
        BoundedCachedPool.sweep(observerPool);
        BoundedCachedPool.sweep(sendingPool);
    }

    @Override
    public SerialExecutor newSerialExecutor() {
        return new SequentialExecutor(timers);
    }

    @Override
    public Future<?> block(Runnable task) {
        return submit(task, blocking);
    }

    @Override
    public Future<?> connect(Runnable task) {
        return submit(task, connecting);
    }

    @Override
    public Future<?> call(Runnable task) {
        return submit(task, calling);
    }

    private static Future<?> submit(Runnable task, Executor pool) {
        FutureTask<Void> submitted = new FutureTask<>(task, null);
        pool.execute(submitted);
        return submitted;
    }

    @Override
    public Future<?> after(Duration delay, Runnable task) {
        return timers.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Executor for tasks that may block, such as log handlers. Runs one at a time and in order. */
    public SerialExecutor logging() {
        return serial;
    }

    /** Executor for tasks that may block and are never cancelled. */
    public Executor blocking() {
        return blocking;
    }

    /** Executor for sends of blocking WebSocket clients. A server that does not read occupies one thread. */
    public Executor sending() {
        return sending;
    }

    /** Schedules a task that is never cancelled. */
    public void later(Duration delay, Runnable task) {
        after(delay, task);
    }

    /** Executor for observers. Its size grows with running observers, not with sessions. */
    public Executor observers() {
        return observers;
    }

    /** Interrupts all running tasks and waits briefly for the threads to end, as servers warn about remaining threads. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        watchdog.close();
        timers.shutdownNow();
        blockingPool.shutdownNow();
        connectingPool.shutdownNow();
        callingPool.shutdownNow();
        logPool.shutdownNow();
        observerPool.shutdownNow();
        sendingPool.shutdownNow();
        List<Thread> threads = threads();
        // the JDK's HTTP client cannot be closed before Java 21; one of our threads created its thread
        threads.stream()
                .filter(thread -> thread.getName().startsWith("HttpClient-"))
                .forEach(Thread::interrupt);
        if (threads.contains(Thread.currentThread())) {
            // an observer stopped the application; clear the interrupt, as the rest of the shutdown runs on its thread
            Thread.interrupted();
        }
        await(threads);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Thread> threads() {
        Thread[] threads = new Thread[group.activeCount() + 8];
        int found = group.enumerate(threads);
        return Arrays.asList(threads).subList(0, found);
    }

    private static void await(List<Thread> threads) {
        long deadline = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
        try {
            for (Thread thread : threads) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left > 0 && thread != Thread.currentThread()) {
                    thread.join(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reportConnects() {
        report(
                connectsReported,
                ErrorCode.WEBSOCKET_CALLS_HANG.message(CONNECTING_THREADS
                        + " calls of the WebSocket client are running at once, which is the limit; the connections of all"
                        + " accounts wait until one of them returns."));
    }

    private void reportCalls() {
        report(
                callsReported,
                ErrorCode.TOKEN_CALLS_EXHAUSTED.message(CALLING_THREADS
                        + " calls for access tokens are running at once, which is the limit; the calls"
                        + " of all accounts wait until one of them returns."));
    }

    private void reportObservers() {
        report(
                observersReported,
                ErrorCode.OBSERVER_THREADS_EXHAUSTED.message(OBSERVER_THREADS
                        + " observers are running at once, which is the limit;"
                        + " other targets' events wait until one of them returns."));
    }

    /** Logs a message once. Uses the logging executor, as the caller may be a session. */
    private void report(AtomicBoolean reported, String message) {
        if (reported.compareAndSet(false, true)) {
            serial.execute(() -> FailSafeLog.log(System.Logger.Level.WARNING, message));
        }
    }
}
