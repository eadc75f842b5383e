// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.FailSafeLog;

/**
 * Executors of one application: two threads for timers and serial executors, which never block; bounded pools that open and
 * close connections and request subscriptions, call token providers, call stores of positions, send, log, and run observers; and the watchdog. All threads
 * are daemons. All but those of the timers and the watchdog end when idle.
 */
public final class RuntimeExecutors implements SessionExecutors, AutoCloseable {

    private static final int TIMER_THREADS = 2;
    private static final int BLOCKING_THREADS = 128;
    private static final int CONNECTING_THREADS = 256;
    private static final int CALLING_THREADS = 256;
    private static final int OBSERVER_THREADS = 256;
    private static final int SENDING_THREADS = 64;

    /** A call may use a connection of the application's pool, from which the application needs some as well. */
    private static final int STORING_THREADS = 16;

    private final ApplicationThreads threads;
    private final ScheduledThreadPoolExecutor timers;
    private final BoundedCachedPool blocking;
    private final BoundedCachedPool connecting;
    private final BoundedCachedPool calling;
    private final BoundedCachedPool observers;
    private final BoundedCachedPool sending;
    private final BoundedCachedPool storing;
    private final List<BoundedCachedPool> pools;
    private final SequentialExecutor logging;
    private Watchdog watchdog = new Watchdog(Duration.ZERO, () -> {});

    /**
     * Creates the pools. No thread starts before there is work.
     *
     * @param loader class loader of the application, set on each thread
     */
    public RuntimeExecutors(ClassLoader loader) {
        threads = new ApplicationThreads(loader);
        timers = timers(threads.factory("drivechange-session"));
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        BoundedCachedPool logPool = pool(1, "drivechange-log", () -> {});
        logging = new SequentialExecutor(logPool);
        blocking = pool(BLOCKING_THREADS, "drivechange-blocking", () -> {});
        sending = pool(SENDING_THREADS, "drivechange-send", () -> {});
        storing = pool(STORING_THREADS, "drivechange-store", () -> {});
        connecting = pool(
                CONNECTING_THREADS,
                "drivechange-connect",
                warning(
                        ErrorCode.WEBSOCKET_CALLS_HANG,
                        CONNECTING_THREADS
                                + " calls of the WebSocket client are running at once, which is the limit; the connections of all"
                                + " accounts wait until one of them returns."));
        calling = pool(
                CALLING_THREADS,
                "drivechange-token",
                warning(
                        ErrorCode.TOKEN_CALLS_EXHAUSTED,
                        CALLING_THREADS
                                + " calls for access tokens are running at once, which is the limit; the calls"
                                + " of all accounts wait until one of them returns."));
        observers = pool(
                OBSERVER_THREADS,
                "drivechange-observer",
                warning(
                        ErrorCode.OBSERVER_THREADS_EXHAUSTED,
                        OBSERVER_THREADS
                                + " observers are running at once, which is the limit;"
                                + " other targets' events wait until one of them returns."));
        pools = List.of(blocking, connecting, calling, logPool, observers, sending, storing);
    }

    private static ScheduledThreadPoolExecutor timers(DaemonThreadFactory factory) {
        return new ScheduledThreadPoolExecutor(TIMER_THREADS, factory, (task, pool) -> {}) {
            @Override
            protected void beforeExecute(Thread thread, Runnable task) {
                factory.reset(thread);
            }
        };
    }

    private BoundedCachedPool pool(int bound, String name, Runnable full) {
        return new BoundedCachedPool(bound, threads.factory(name), this::later, full);
    }

    /** Returns a task that logs a warning once. Uses the logging executor, as the caller may be a session. */
    private Runnable warning(ErrorCode code, String text) {
        AtomicBoolean logged = new AtomicBoolean();
        return () -> {
            if (logged.compareAndSet(false, true)) {
                logging.execute(() -> FailSafeLog.log(Level.WARNING, code.message(text)));
            }
        };
    }

    /** Sets the class loader of all later tasks. Requests before the start may have come from any thread. */
    public void loader(ClassLoader application) {
        threads.loader(application);
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
        threads.factory("drivechange-watchdog").newThread(watchdog).start();
    }

    private void sweep() {
        logging.sweep();
        if (!timers.getQueue().isEmpty()) {
            timers.prestartCoreThread();
        }
        pools.forEach(BoundedCachedPool::sweep);
    }

    @Override
    public SerialExecutor newSerialExecutor() {
        return new SequentialExecutor(timers);
    }

    @Override
    public Future<?> block(Runnable task) {
        return blocking.submit(task);
    }

    @Override
    public Future<?> connect(Runnable task) {
        return connecting.submit(task);
    }

    @Override
    public Future<?> call(Runnable task) {
        return calling.submit(task);
    }

    @Override
    public Future<?> store(Runnable task) {
        return storing.submit(task);
    }

    @Override
    public Future<?> after(Duration delay, Runnable task) {
        return timers.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Executor for tasks that may block, such as log handlers. Runs one at a time and in order. */
    public SerialExecutor logging() {
        return logging;
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
        pools.forEach(BoundedCachedPool::shutdownNow);
        threads.awaitEnd();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
