// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delivery;

import java.time.Instant;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;

/** Events of one target that could not be queued or fired. One catch-up replaces them. Not thread-safe. */
final class LostEvents {

    private DriveEvent last;
    private Instant since;

    /** Adds an event. Allocates no memory. */
    void add(DriveEvent event) {
        Instant start = EventQueue.since(event);
        last = event;
        since = since == null || start.isBefore(since) ? start : since;
    }

    boolean isEmpty() {
        return last == null;
    }

    /** Returns the catch-up that replaces the events, of which there must be one. */
    DriveNotification catchUp() {
        return DriveNotification.catchUp(last.target(), last.account(), last.at(), since);
    }

    void clear() {
        last = null;
        since = null;
    }
}
