// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Logs on a dedicated thread. Log handlers belong to the application and may block; sessions must not. Lines keep their order.
 * When too many lines wait, new ones are dropped and counted.
 */
public final class AsynchronousLog {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    private static final int MAX_WAITING = 10_000;

    private final Executor serial;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();

    /**
     * Creates a log.
     *
     * @param serial executor that runs tasks one at a time, in order
     */
    public AsynchronousLog(Executor serial) {
        this.serial = serial;
    }

    /** Returns whether lines of this level are written. */
    public boolean writes(Level level) {
        return LOG.isLoggable(level);
    }

    /** Submits a log line. Never blocks. */
    public void log(Level level, String message) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            dropped.incrementAndGet();
            return;
        }
        boolean submitted = false;
        try {
            serial.execute(() -> write(level, message));
            submitted = true;
        } finally {
            if (!submitted) {
                waiting.decrementAndGet();
            }
        }
    }

    private void write(Level level, String message) {
        waiting.decrementAndGet();
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            FailSafeLog.log(
                    Level.WARNING,
                    ErrorCode.LOG_LINES_DROPPED.message(
                            lost + " log lines were dropped, as the log's handlers are too slow."));
        }
        FailSafeLog.log(level, message);
    }
}
