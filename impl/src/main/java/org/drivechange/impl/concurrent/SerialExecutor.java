// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.util.concurrent.Executor;

/** Runs tasks one at a time, in order. Tasks must not block. */
public interface SerialExecutor extends Executor {

    /**
     * Runs a task at once on the calling thread if no other is running or waiting, else later on another thread. Saves the
     * hand-over to another thread, which costs more than most tasks.
     */
    void executeInline(Runnable task);

    /** Resubmits tasks lost to an {@code Error}. The watchdog calls this every ten seconds. */
    void sweep();
}
