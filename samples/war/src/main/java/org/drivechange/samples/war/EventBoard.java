// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.war;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.drivechange.DriveChange;
import org.drivechange.DriveChanges;
import org.drivechange.DriveDelta;
import org.drivechange.DriveEvent;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveWatch;

/**
 * Bean that observes the drive. It stores the latest events and items in displayed form and reports the state of each session.
 */
@ApplicationScoped
public class EventBoard {

    private static final int CAPACITY = 50;

    private final Deque<EventRow> rows = new ArrayDeque<>();
    private final Map<String, ItemRow> items = new LinkedHashMap<>();
    private String latest = "No events yet.";
    private final Phaser versions = new Phaser(1);

    @Inject
    private DriveChanges changes;

    @DriveChange(target = "${drive.target}")
    void onEvent(DriveEvent event) {
        if (event instanceof DriveItemChange || event instanceof DriveDelta) {
            return;
        }
        EventRow eventRow = HtmlRenderer.eventRow(event);
        synchronized (rows) {
            rows.addFirst(eventRow);
            if (rows.size() > CAPACITY) {
                rows.removeLast();
            }
            latest = eventRow.line();
        }
        versions.arrive();
    }

    @DriveChange(target = "${drive.target}")
    void onItem(DriveItemChange item) {
        synchronized (rows) {
            // a deleted item has no name; removal makes the item the newest
            ItemRow row = ItemRow.of(item, items.remove(item.id()));
            items.put(item.id(), row);
            if (items.size() > CAPACITY) {
                items.remove(items.keySet().iterator().next());
            }
            latest = HtmlRenderer.line(row);
        }
        versions.arrive();
    }

    /** Returns the latest events, newest first. */
    List<EventRow> rows() {
        synchronized (rows) {
            return List.copyOf(rows);
        }
    }

    /** Returns the items that changed last, newest last. */
    List<ItemRow> items() {
        synchronized (rows) {
            return List.copyOf(items.values());
        }
    }

    /** Returns the latest event or item as a line of HTML. */
    String latest() {
        synchronized (rows) {
            return latest;
        }
    }

    /** Returns the state of each session. */
    Collection<DriveWatch> watches() {
        return changes.watches();
    }

    /** Returns the number of the current edition, which changes with each event. */
    int version() {
        return versions.getPhase();
    }

    /** Waits for events newer than this edition, at most one second, because states change without events. */
    void awaitChange(int version) throws InterruptedException {
        try {
            versions.awaitAdvanceInterruptibly(version, 1, TimeUnit.SECONDS);
        } catch (TimeoutException ignored) {
            // the sessions' states may have changed
        }
    }
}
