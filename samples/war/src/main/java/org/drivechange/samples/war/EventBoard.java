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
public class Board {

    private static final int KEPT = 50;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Phaser editions = new Phaser(1);

    @Inject
    private DriveChanges changes;

    @DriveChange(target = "${drive.target}")
    void happened(DriveEvent event) {
        Entry entry = View.entry(event);
        synchronized (entries) {
            entries.addFirst(entry);
            if (entries.size() > KEPT) {
                entries.removeLast();
            }
        }
        editions.arrive();
    }

    /** Returns the latest events, newest first. */
    List<Entry> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    /** Returns the state of each session. */
    Collection<DriveWatch> watches() {
        return changes.watches();
    }

    /** Returns the number of the current edition, which changes with each event. */
    int edition() {
        return editions.getPhase();
    }

    /** Waits for events newer than this edition, at most one second, because states change without events. */
    void awaitNews(int edition) throws InterruptedException {
        try {
            editions.awaitAdvanceInterruptibly(edition, 1, TimeUnit.SECONDS);
        } catch (TimeoutException ignored) {
            // the sessions' states may have changed
        }
    }
}
