// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * History of the offsets between the wall clock and a monotonic clock. Converts monotonic times to wall-clock times that are
 * never later than the wall clock showed, or would have shown had it been correct. Immutable.
 */
final class WallClockOffsets {

    /** No offset. */
    static final WallClockOffsets NONE = new WallClockOffsets(List.of(new Step(Instant.MIN, Duration.ZERO)));

    /** Threshold below which a step is ignored. */
    private static final Duration TOLERANCE = Duration.ofMillis(10);

    /** Maximum number of steps. Older ones are merged into one. */
    private static final int STEPS = 256;

    private record Step(Instant from, Duration offset) {}

    /** At least one, oldest first. */
    private final List<Step> steps;

    private WallClockOffsets(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * Returns these offsets plus one, or this object if the last offset is still valid. Measurements of several threads may
     * arrive out of order; a late one takes effect from the time of the last one.
     *
     * @param now time of the monotonic clock
     * @param offset wall-clock time minus monotonic time
     */
    WallClockOffsets measured(Instant now, Duration offset) {
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

    /** Returns the wall-clock time of a past time: the earliest result of any offset since then. */
    Instant wall(Instant time) {
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

    private static Duration earlier(Duration first, Duration second) {
        return first.compareTo(second) < 0 ? first : second;
    }
}
