// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.war;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.drivechange.DriveChange;
import org.drivechange.DriveChanges;
import org.drivechange.DriveEvent;
import org.drivechange.DriveWatch;

/**
 * Bean that observes the drive. It stores the latest events in displayed form and reports the state of each session.
 */
@ApplicationScoped
public class EventBoard {

    private static final int CAPACITY = 50;

    private final Deque<EventRow> rows = new ArrayDeque<>();
    private final Phaser versions = new Phaser(1);

    @Inject
    private DriveChanges changes;

    @DriveChange(target = "${drive.target}")
    void onEvent(DriveEvent event) {
        EventRow eventRow = HtmlRenderer.eventRow(event);
        synchronized (rows) {
            rows.addFirst(eventRow);
            if (rows.size() > CAPACITY) {
                rows.removeLast();
            }
        }
        versions.arrive();
    }

    /** Returns the latest events, newest first. */
    List<EventRow> rows() {
        synchronized (rows) {
            return List.copyOf(rows);
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
