// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds what the transport has handed over and the strand has not read yet: the transport's thread waits, so that TCP
 * slows the server down. The strand never blocks, so the wait is short.
 */
final class InboundLimiter {

    private static final int UNITS = 8192;
    private static final int BYTES_A_UNIT = 512;

    private final Semaphore free = new Semaphore(UNITS);
    private final AtomicBoolean released = new AtomicBoolean();

    /** Returns what {@link #release} takes back. */
    int acquire(int size) {
        int units = Math.min(UNITS, 1 + size / BYTES_A_UNIT);
        free.acquireUninterruptibly(units);
        return units;
    }

    void release(int units) {
        free.release(units);
    }

    /** The session is over: no thread waits any more. */
    void releaseAll() {
        if (released.compareAndSet(false, true)) {
            free.release(Integer.MAX_VALUE / 2 - UNITS);
        }
    }
}
