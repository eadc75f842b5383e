// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.time.Duration;
import java.util.concurrent.Future;

/** Provides threads and timers to sessions. A serial executor may also use its caller's thread. */
public interface SessionExecutors {

    /** Creates a serial executor for one session. */
    SerialExecutor newSerialExecutor();

    /** Runs a task that may block. Cancelling with an interrupt frees its place at once. */
    Future<?> block(Runnable task);

    /** Runs application code, which may block, on threads reserved for it. */
    Future<?> call(Runnable task);

    /** Runs a task that does not block, once, after a delay. */
    Future<?> after(Duration delay, Runnable task);
}
