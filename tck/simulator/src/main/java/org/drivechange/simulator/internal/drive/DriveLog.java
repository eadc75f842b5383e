// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.drive;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Log of a drive's changes, each of which the delta shows after a delay. Not thread-safe. */
final class DriveLog {

    /** Time of the first change; each further change is a second later, in each run. */
    private static final Instant FIRST = Instant.parse("2026-05-04T08:15:00Z");

    private final Queue<Revision> hidden = new ArrayDeque<>();

    private final PublishedItems published = new PublishedItems();

    private Duration delay = Duration.ZERO;

    private long last;

    /** Returns an empty log with the same delay. */
    DriveLog restarted() {
        DriveLog log = new DriveLog();
        log.delay = delay;
        return log;
    }

    void delay(Duration newDelay) {
        delay = newDelay;
    }

    Instant now() {
        return FIRST.plusSeconds(last);
    }

    long last() {
        return last;
    }

    DriveItem append(DriveItem item, boolean implied) {
        DriveItem recorded = item.modifiedAt(now());
        last++;
        hidden.add(new Revision(last, recorded, implied, 0, System.nanoTime() + delay.toNanos()));
        return recorded;
    }

    void publishAll() {
        hidden.forEach(published::publish);
        hidden.clear();
    }

    /** Returns the items that the delta shows now. */
    PublishedItems published() {
        long now = System.nanoTime();
        while (!hidden.isEmpty() && hidden.element().visibleAt() - now <= 0) {
            published.publish(hidden.remove());
        }
        return published;
    }

    /** Reads the changes of one page. */
    Slice read(Cursor cursor, int limit, boolean ancestors) {
        PublishedItems items = published();
        List<Revision> changes = items.after(cursor, limit);
        List<PublishedItem> page = items.page(changes, ancestors);
        if (changes.size() == limit) {
            return new Slice(page, cursor.at(changes.get(limit - 1).sequence()), null);
        }
        // what changed during an enumeration, deletions included, follows in the next round
        return new Slice(page, null, Cursor.after(cursor.baseline() ? cursor.baselineStart() : items.last()));
    }
}
