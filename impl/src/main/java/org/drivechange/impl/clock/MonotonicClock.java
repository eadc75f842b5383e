// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Wall clock that never goes back. When the wall clock is set back, time continues from the previous value, so no deadline is
 * an hour late. When the machine has slept, time jumps with the wall clock, so dead connections are found at once.
 *
 * <p>{@link #beat} is called twice a second. A late beat means that the process did not run. Data that is read then, and for
 * some seconds after, may have arrived before.
 */
public final class MonotonicClock implements SessionClock {

    private static final long TOLERANCE_MILLIS = 1_000;
    private static final long NANOS_A_MILLI = 1_000_000;

    /** Interval between beats above which the process is considered stalled. */
    private static final Duration STALL = Duration.ofMillis(1_500);

    /** Time after a stall during which read data may have waited in a connection's buffer. */
    private static final Duration AFTERMATH = Duration.ofSeconds(10);

    /** Maximum interval of two monotonic readings for a wall-clock reading between them to belong to both. */
    private static final long AT_ONCE_NANOS = NANOS_A_MILLI;

    private static final int READINGS = 5;

    private final InstantSource wall;
    private final LongSupplier nanos;
    private final Instant origin;
    private final long originNanos;

    /** Total forward jumps of the wall clock since the origin. */
    private final AtomicLong ahead = new AtomicLong();

    /** Amount by which the wall clock was set back since the origin; jumps are measured from there. Never positive. */
    private volatile long behindMillis;

    private final AtomicReference<WallClockOffsets> offsets = new AtomicReference<>(WallClockOffsets.NONE);

    /**
     * Period in which the process did not run.
     *
     * @param before last time at which it ran
     * @param until time until which read data may have arrived in the stall
     */
    private record Stall(Instant before, Instant until) {}

    // written by the watchdog's thread, the stall first, so that no reader sees a late beat without its stall
    private volatile Stall stall = new Stall(Instant.MIN, Instant.MIN);
    private volatile Beats beats;

    /** The last three beats. */
    private record Beats(Instant last, Instant before, Instant beforeThat) {}

    public MonotonicClock() {
        this(InstantSource.system(), System::nanoTime);
    }

    public MonotonicClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.origin = wall.instant();
        this.originNanos = nanos.getAsLong();
        // the process may be frozen before the first beat
        this.beats = new Beats(origin, origin, origin);
    }

    @Override
    public Instant instant() {
        long before = ahead.get();
        // milliseconds are cheaper, and this runs for each packet; read first, so that a stall between the readings is
        // no jump
        long wallMillis = wall.millis();
        long elapsed = nanos.getAsLong() - originNanos + before;
        long jump = wallMillis - origin.toEpochMilli() - elapsed / NANOS_A_MILLI - behindMillis;
        if (jump <= TOLERANCE_MILLIS) {
            return origin.plusNanos(elapsed);
        }
        // if several threads see a jump, only one may count it
        ahead.compareAndSet(before, before + jump * NANOS_A_MILLI);
        return origin.plusNanos(nanos.getAsLong() - originNanos + ahead.get());
    }

    /**
     * Returns the last beat but two, of the time before a stall if there was one. A stall shorter than {@link #STALL} goes
     * unnoticed: the last two beats may have run after it, while data that arrived during it is still unread.
     */
    @Override
    public Instant arrival() {
        Instant now = instant();
        Beats current = beats;
        Stall last = stall;
        if (now.isBefore(last.until())) {
            return last.before();
        }
        return current.beforeThat();
    }

    private static boolean isStalled(Instant beat, Instant now) {
        return Duration.between(beat, now).compareTo(STALL) > 0;
    }

    @Override
    public Instant wall(Instant time) {
        return measure().wall(time);
    }

    /** Records that the process runs. */
    public void beat() {
        Instant now = instant();
        long offset = wall.millis() - now.toEpochMilli();
        if (offset < behindMillis - TOLERANCE_MILLIS) {
            behindMillis = offset;
        }
        Beats current = beats;
        Instant before = current.last();
        if (isStalled(before, now)) {
            stall = new Stall(
                    stall.until().isAfter(before) ? stall.before() : current.beforeThat(), now.plus(AFTERMATH));
        }
        beats = new Beats(now, before, current.before());
        measure();
    }

    /**
     * Returns the offsets including the current one. Called for each event; writes nothing while the last offset is still
     * valid.
     */
    private WallClockOffsets measure() {
        for (int i = 0; i < READINGS; i++) {
            long before = nanos.getAsLong();
            Instant shown = wall.instant();
            Instant now = instant();
            if (nanos.getAsLong() - before <= AT_ONCE_NANOS) {
                return withOffset(now, Duration.between(now, shown));
            }
        }
        return offsets.get();
    }

    private WallClockOffsets withOffset(Instant now, Duration offset) {
        WallClockOffsets current = offsets.get();
        return current.measured(now, offset) == current
                ? current
                : offsets.updateAndGet(latest -> latest.measured(now, offset));
    }
}
