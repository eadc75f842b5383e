// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the wall clock has been from a clock that never goes back, step by step. Converts times of that clock so that they
 * are never later than what the wall clock showed, or would have shown, had it been right. Immutable.
 */
public final class WallClockOffsets {

    /** No offset. */
    public static final WallClockOffsets NONE = new WallClockOffsets(List.of(new Step(Instant.MIN, Duration.ZERO)));

    /** Smaller steps are not worth an entry. */
    private static final Duration TOLERANCE = Duration.ofMillis(10);

    /** Older steps are merged into one. */
    private static final int STEPS = 256;

    private record Step(Instant from, Duration offset) {}

    /** At least one, oldest first. */
    private final List<Step> steps;

    private WallClockOffsets(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * These offsets and one more; the same object where the last one still holds. Measurements of several threads may come in
     * another order than they were made: a late one counts from the last one's time on.
     *
     * @param now by the clock that never goes back
     * @param offset what must be added to get the wall clock's time
     */
    public WallClockOffsets measured(Instant now, Duration offset) {
        Step last = last();
        if (offset.minus(last.offset()).abs().compareTo(TOLERANCE) < 0) {
            return this;
        }
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(now.isBefore(last.from()) ? last.from() : now, offset));
        if (more.size() > STEPS) {
            Step oldest = more.get(0);
            Step next = more.remove(1);
            more.set(0, new Step(oldest.from(), earlier(oldest.offset(), next.offset())));
        }
        return new WallClockOffsets(List.copyOf(more));
    }

    /** The wall-clock time of a past time, the earliest that any offset since then makes of it. */
    public Instant wall(Instant time) {
        Duration offset = last().offset();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            offset = earlier(offset, step.offset());
            if (!step.from().isAfter(time)) {
                break;
            }
        }
        return time.plus(offset);
    }

    private Step last() {
        return steps.get(steps.size() - 1);
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
