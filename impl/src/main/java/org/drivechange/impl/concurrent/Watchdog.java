// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.time.Duration;

/**
 * Runs a task at a fixed rate on a thread of its own, whatever happens to the pools: an {@code Error}, a full heap or a thread
 * that could not be started may have ended their workers. Waiting takes no memory.
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
                // what could not be done now is due at the next beat
            }
        }
    }

    @SuppressWarnings("WaitNotInLoop") // a beat that comes early does no harm
    private synchronized boolean pause() {
        if (!closed) {
            try {
                wait(periodMillis);
            } catch (InterruptedException ignored) {
                // close() alone ends it
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
