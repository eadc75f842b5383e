// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The wall clock as long as it goes forward: when somebody sets it back, time goes on from where it was, so that no deadline
 * is an hour late; when the machine has slept, time jumps with the wall clock, so that dead links are found at once.
 */
public final class SteadyClock implements InstantSource {

    private static final long TOLERANCE_MILLIS = 1_000;
    private static final long NANOS_A_MILLI = 1_000_000;

    private final InstantSource wall;
    private final Instant origin;
    private final long originNanos;

    /** How far the wall clock has jumped ahead since the origin. */
    private final AtomicLong ahead = new AtomicLong();

    public SteadyClock(InstantSource wall) {
        this.wall = wall;
        this.origin = wall.instant();
        this.originNanos = System.nanoTime();
    }

    @Override
    public Instant instant() {
        long known = ahead.get();
        long elapsed = System.nanoTime() - originNanos + known;
        // in milliseconds, for it is asked with every packet
        long jump = wall.millis() - origin.toEpochMilli() - elapsed / NANOS_A_MILLI;
        if (jump <= TOLERANCE_MILLIS) {
            return origin.plusNanos(elapsed);
        }
        // only one of several threads that see a jump may count it
        ahead.compareAndSet(known, known + jump * NANOS_A_MILLI);
        return origin.plusNanos(System.nanoTime() - originNanos + ahead.get());
    }
}
