// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.util.ArrayList;
import java.util.List;
import org.drivechange.DriveDelta;
import org.drivechange.DriveEvent;
import org.drivechange.DriveReset;

/**
 * Events that are acknowledged together, in order of delivery: a page and its items, or a reset. Each is one step.
 *
 * @param steps at least one event
 */
public record EventBatch(List<DriveEvent> steps) {

    public EventBatch {
        steps = List.copyOf(steps);
    }

    public static EventBatch of(DriveReset reset) {
        return new EventBatch(List.of(reset));
    }

    static EventBatch of(DriveDelta page) {
        List<DriveEvent> steps = new ArrayList<>(page.items().size() + 1);
        steps.add(page);
        steps.addAll(page.items());
        return new EventBatch(steps);
    }

    /** Returns the event that stands for the batch in the target's queue. */
    public DriveEvent first() {
        return steps.get(0);
    }

    /** Returns the number of items. */
    public int items() {
        return steps.size() - 1;
    }

    @Override
    public String toString() {
        return "EventBatch[" + first() + "]";
    }
}
