// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Limits the received frames that the serial executor has not processed yet. At the limit the transport's thread waits, and TCP
 * slows the server down. The serial executor never blocks, so the wait is short.
 */
final class InboundLimiter {

    private static final int UNITS = 8192;
    private static final int BYTES_A_UNIT = 512;

    private final Semaphore free = new Semaphore(UNITS);
    private final AtomicBoolean released = new AtomicBoolean();

    /** Waits for free units. Returns the number to pass to {@link #release}. */
    int acquire(int size) {
        int units = Math.min(UNITS, 1 + size / BYTES_A_UNIT);
        free.acquireUninterruptibly(units);
        return units;
    }

    void release(int units) {
        free.release(units);
    }

    /** Unblocks all waiting threads for good. Called when the session has ended. */
    void releaseAll() {
        if (released.compareAndSet(false, true)) {
            free.release(Integer.MAX_VALUE / 2 - UNITS);
        }
    }
}
