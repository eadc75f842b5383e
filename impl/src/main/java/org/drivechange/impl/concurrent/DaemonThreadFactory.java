// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Creates daemon threads with a descriptive name and the application's class loader. */
final class DaemonThreadFactory implements ThreadFactory {

    private final ThreadGroup group;
    private final String name;
    private final Supplier<ClassLoader> loader;
    private final AtomicInteger count = new AtomicInteger();

    DaemonThreadFactory(ThreadGroup group, String name, Supplier<ClassLoader> loader) {
        this.group = group;
        this.name = name;
        this.loader = loader;
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // sets the default priority
    public Thread newThread(Runnable task) {
        // the creating thread may be a server's, and its inheritable thread locals another application's
        Thread thread = new Thread(group, task, name + "-" + count.incrementAndGet(), 0, false);
        thread.setPriority(Thread.NORM_PRIORITY);
        thread.setDaemon(true);
        reset(thread);
        return thread;
    }

    /** Resets the context class loader before each task. */
    void reset(Thread thread) {
        ClassLoader current = loader.get();
        if (thread.getContextClassLoader() != current) {
            thread.setContextClassLoader(current);
        }
    }
}
