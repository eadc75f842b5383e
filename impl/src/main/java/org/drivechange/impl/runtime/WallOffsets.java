// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far the wall clock has been from a clock that never goes back, step by step. Converts times of that clock so that they
 * are never later than what the wall clock showed, or would have shown, had it been right. Not thread-safe.
 */
public final class WallOffsets {

    /** Smaller steps are not worth an entry. */
    private static final Duration TOLERANCE = Duration.ofMillis(10);

    /** Older steps are merged into one. */
    private static final int STEPS = 256;

    private record Step(Instant from, Duration offset) {}

    private final Deque<Step> steps = new ArrayDeque<>();

    public WallOffsets() {
        steps.add(new Step(Instant.MIN, Duration.ZERO));
    }

    /**
     * Notes an offset.
     *
     * @param now by the clock that never goes back
     * @param offset what must be added to get the wall clock's time
     */
    public void measured(Instant now, Duration offset) {
        if (offset.minus(steps.getLast().offset()).abs().compareTo(TOLERANCE) < 0) {
            return;
        }
        steps.add(new Step(now, offset));
        if (steps.size() > STEPS) {
            Step oldest = steps.removeFirst();
            Step next = steps.removeFirst();
            steps.addFirst(new Step(oldest.from(), earlier(oldest.offset(), next.offset())));
        }
    }

    /** The wall-clock time of a past time, the earliest that any offset since then makes of it. */
    public Instant wall(Instant time) {
        Duration offset = steps.getLast().offset();
        for (Step step : (Iterable<Step>) steps::descendingIterator) {
            offset = earlier(offset, step.offset());
            if (!step.from().isAfter(time)) {
                break;
            }
        }
        return time.plus(offset);
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
