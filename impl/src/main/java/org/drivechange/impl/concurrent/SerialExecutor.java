// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.util.concurrent.Executor;

/** Runs its tasks one at a time, in order. They must not block. */
public interface SerialExecutor extends Executor {

    /**
     * Runs a task at once, on the calling thread, when no other is running or waiting; later on another thread when one is.
     * It spares the hand-over to another thread, which costs more than most tasks.
     */
    void executeInline(Runnable task);

    /** Hands tasks over again that an {@code Error} has lost. The watchdog calls this every ten seconds. */
    void sweep();
}
