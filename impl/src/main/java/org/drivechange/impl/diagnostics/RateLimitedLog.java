// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Bounds how often something is logged that a server or an observer can cause with each frame or event: the first of a kind
 * is logged, then one a minute with the number of those in between. Thread-safe.
 */
public final class RateLimitedLog {

    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

    /** More kinds than this count as one, so that neither memory nor the log grows with what a server sends. */
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
     * @param kind has {@code equals} and {@code hashCode}
     * @param logger takes what ends the message: the number of occurrences that were only counted, or nothing
     */
    public void log(Object kind, Consumer<String> logger) {
        OptionalLong suppressed = next(kind);
        if (suppressed.isPresent()) {
            long number = suppressed.getAsLong();
            logger.accept(number == 0 ? "" : " This happened " + number + " more times since it was last logged.");
        }
    }

    /** Reports a fault of DriveChange, or counts it; never throws. */
    public void report(Object where, Throwable fault) {
        try {
            log(fault.getClass(), again -> FailSafeLog.report(where, fault, again));
        } catch (Throwable unreported) {
            // a full heap
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
