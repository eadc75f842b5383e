// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The wall clock as long as it goes forward: where it is set back, time goes on from where it was, so that no deadline
 * is an hour late; when the machine has slept, time jumps with the wall clock, so that dead links are found at once.
 *
 * <p>{@link #beat} is called twice a second. A beat that is late shows that the process did not run. What is read then, and for
 * some seconds, may have arrived before.
 */
public final class MonotonicClock implements SessionClock {

    private static final long TOLERANCE_MILLIS = 1_000;
    private static final long NANOS_A_MILLI = 1_000_000;

    /** Beats that are further apart than this show that the process did not run. */
    private static final Duration STALL = Duration.ofMillis(1_500);

    /** How long after a stall what is read may have waited in a connection's buffer. */
    private static final Duration AFTERMATH = Duration.ofSeconds(10);

    /** How far apart two readings of the monotonic clock may be for what is read between them to belong to both. */
    private static final long AT_ONCE_NANOS = NANOS_A_MILLI;

    private static final int READINGS = 5;

    private final InstantSource wall;
    private final LongSupplier nanos;
    private final Instant origin;
    private final long originNanos;

    /** How far the wall clock has jumped ahead since the origin. */
    private final AtomicLong ahead = new AtomicLong();

    /** How far the wall clock was set back since the origin: a jump is measured from there. Never above zero. */
    private volatile long behindMillis;

    private final AtomicReference<WallClockOffsets> offsets = new AtomicReference<>(WallClockOffsets.NONE);

    /**
     * The process did not run.
     *
     * @param before when it ran before that
     * @param until until when what is read may have arrived then
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
        long known = ahead.get();
        // in milliseconds, for it is asked with every packet; and first, so that a stall between the two is no jump
        long wallMillis = wall.millis();
        long elapsed = nanos.getAsLong() - originNanos + known;
        long jump = wallMillis - origin.toEpochMilli() - elapsed / NANOS_A_MILLI - behindMillis;
        if (jump <= TOLERANCE_MILLIS) {
            return origin.plusNanos(elapsed);
        }
        // only one of several threads that see a jump may count it
        ahead.compareAndSet(known, known + jump * NANOS_A_MILLI);
        return origin.plusNanos(nanos.getAsLong() - originNanos + ahead.get());
    }

    /**
     * The last beat but two, or the one before a stall. A stall of less than {@link #STALL} is not noticed. The last two beats
     * may have run after it, while what arrived during it has not been read yet.
     */
    @Override
    public Instant arrival() {
        Instant now = instant();
        Beats known = beats;
        Stall last = stall;
        if (now.isBefore(last.until())) {
            return last.before();
        }
        return isStalled(known.last(), now) ? known.last() : known.beforeThat();
    }

    private static boolean isStalled(Instant beat, Instant now) {
        return Duration.between(beat, now).compareTo(STALL) > 0;
    }

    @Override
    public Instant wall(Instant time) {
        return measure().wall(time);
    }

    /** The process runs. */
    public void beat() {
        Instant now = instant();
        long offset = wall.millis() - now.toEpochMilli();
        if (offset < behindMillis - TOLERANCE_MILLIS) {
            behindMillis = offset;
        }
        Beats known = beats;
        Instant before = known.last();
        if (isStalled(before, now)) {
            stall = new Stall(stall.until().isAfter(before) ? stall.before() : before, now.plus(AFTERMATH));
        }
        beats = new Beats(now, before, known.before());
        measure();
    }

    /** The offsets with the one that holds now. Called for each event: nothing is written where the last one still holds. */
    private WallClockOffsets measure() {
        for (int i = 0; i < READINGS; i++) {
            long before = nanos.getAsLong();
            Instant shown = wall.instant();
            Instant now = instant();
            if (nanos.getAsLong() - before <= AT_ONCE_NANOS) {
                return noted(now, Duration.between(now, shown));
            }
        }
        return offsets.get();
    }

    private WallClockOffsets noted(Instant now, Duration offset) {
        WallClockOffsets known = offsets.get();
        return known.measured(now, offset) == known
                ? known
                : offsets.updateAndGet(latest -> latest.measured(now, offset));
    }
}
