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

    /** Opens a WebSocket, which may block and ignore interrupts, on threads that nothing else needs. */
    Future<?> connect(Runnable task);

    /** Runs the application's own code, which may block, on threads that nothing else needs. */
    Future<?> call(Runnable task);

    /** Calls a store of positions, which may hang, on threads that nothing else needs. Their number bounds the connections to a database. */
    Future<?> store(Runnable task);

    /** Runs a task that does not block, once, after a delay. */
    Future<?> after(Duration delay, Runnable task);
}
