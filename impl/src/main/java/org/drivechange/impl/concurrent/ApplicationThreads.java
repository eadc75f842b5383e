// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Thread group of one application: creates its threads, and waits for their end. */
final class ApplicationThreads {

    private static final Duration END_TIMEOUT = Duration.ofMillis(500);

    private final ThreadGroup group = new ThreadGroup("drivechange");
    private volatile ClassLoader loader;

    ApplicationThreads(ClassLoader loader) {
        this.loader = loader;
    }

    /** Sets the class loader of all later tasks. */
    void loader(ClassLoader application) {
        loader = application;
    }

    /** Creates a factory of threads whose names begin with this one. */
    DaemonThreadFactory factory(String name) {
        return new DaemonThreadFactory(group, name, () -> loader);
    }

    /** Waits briefly for the threads to end. They are interrupted already, except that of the HTTP client. */
    void awaitEnd() {
        List<Thread> threads = threads();
        // the JDK's HTTP client cannot be closed before Java 21; one of our threads created its thread
        threads.stream()
                .filter(thread -> thread.getName().startsWith("HttpClient-"))
                .forEach(Thread::interrupt);
        if (threads.contains(Thread.currentThread())) {
            // an observer stopped the application; clear the interrupt, as the rest of the shutdown runs on its thread
            Thread.interrupted();
        }
        join(threads);
    }

    private List<Thread> threads() {
        Thread[] threads = new Thread[group.activeCount() + 8];
        int found = group.enumerate(threads);
        return Arrays.asList(threads).subList(0, found);
    }

    private static void join(List<Thread> threads) {
        long deadline = System.nanoTime() + END_TIMEOUT.toNanos();
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
}
