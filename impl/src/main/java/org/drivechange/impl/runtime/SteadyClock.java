// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The wall clock as long as it goes forward: when somebody sets it back, time goes on from where it was, so that no deadline
 * is an hour late; when the machine has slept, time jumps with the wall clock, so that dead links are found at once.
 */
public final class SteadyClock implements InstantSource {

    private static final long TOLERANCE_NANOS = 1_000_000_000L;

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
        Instant steady = origin.plusNanos(System.nanoTime() - originNanos + known);
        long jump = Duration.between(steady, wall.instant()).toNanos();
        if (jump <= TOLERANCE_NANOS) {
            return steady;
        }
        // only one of several threads that see a jump may count it
        ahead.compareAndSet(known, known + jump);
        return origin.plusNanos(System.nanoTime() - originNanos + ahead.get());
    }
}
