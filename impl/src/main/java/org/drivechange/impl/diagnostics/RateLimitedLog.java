// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Limits log lines that a server or an observer can trigger with each frame or event. Logs the first occurrence of a kind, then
 * one per minute with the number of suppressed ones. Thread-safe.
 */
public final class RateLimitedLog {

    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

    /** Limit above which further kinds count as one, so neither memory nor the log grows with the input of a server. */
    private static final int MAX_KINDS = 64;

    private static final Object OTHERS = new Object();

    private final LongSupplier nanoTime;

    // guarded by this
    private final Map<Object, Kind> kinds = new HashMap<>(2);

    private static final class Kind {
        private boolean logged;
        private long loggedAt;
        private long suppressed;
    }

    public RateLimitedLog() {
        this(System::nanoTime);
    }

    RateLimitedLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Logs an occurrence, or counts it.
     *
     * @param kind key with {@code equals} and {@code hashCode}
     * @param logger consumer of the suffix of the message: the number of suppressed occurrences, or an empty text
     */
    public void log(Object kind, Consumer<String> logger) {
        OptionalLong suppressed = next(kind);
        if (suppressed.isPresent()) {
            long number = suppressed.getAsLong();
            logger.accept(number == 0 ? "" : " This happened " + number + " more times since it was last logged.");
        }
    }

    /** Reports an internal error of DriveChange, or counts it; never throws. */
    public void report(Object where, Throwable fault) {
        try {
            log(fault.getClass(), repeats -> FailSafeLog.report(where, fault, repeats));
        } catch (Throwable ignored) {
            // the heap is full
        }
    }

    private synchronized OptionalLong next(Object occurred) {
        long now = nanoTime.getAsLong();
        Kind kind = kind(occurred, now);
        if (kind.logged && now - kind.loggedAt < INTERVAL) {
            kind.suppressed++;
            return OptionalLong.empty();
        }
        OptionalLong suppressed = OptionalLong.of(kind.suppressed);
        kind.logged = true;
        kind.loggedAt = now;
        kind.suppressed = 0;
        return suppressed;
    }

    private Kind kind(Object occurred, long now) {
        if (isFullFor(occurred)) {
            kinds.values().removeIf(kind -> now - kind.loggedAt >= INTERVAL);
        }
        return kinds.computeIfAbsent(isFullFor(occurred) ? OTHERS : occurred, first -> new Kind());
    }

    private boolean isFullFor(Object occurred) {
        return kinds.size() >= MAX_KINDS && !kinds.containsKey(occurred);
    }
}
