// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.time.Duration;

/**
 * Runs a task at a fixed rate on its own thread, independent of the pools: an {@code Error}, a full heap or a thread that could
 * not be started may have ended their workers. Waiting allocates no memory.
 */
final class Watchdog implements Runnable, AutoCloseable {

    private final Runnable beat;
    private final long periodMillis;
    private boolean closed;

    Watchdog(Duration period, Runnable beat) {
        this.periodMillis = period.toMillis();
        this.beat = beat;
    }

    @Override
    public void run() {
        while (pause()) {
            try {
                beat.run();
            } catch (Throwable fault) {
                // the next beat retries
            }
        }
    }

    @SuppressWarnings("WaitNotInLoop") // an early beat is harmless
    private synchronized boolean pause() {
        if (!closed) {
            try {
                wait(periodMillis);
            } catch (InterruptedException ignored) {
                // only close() ends the thread
            }
        }
        return !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
