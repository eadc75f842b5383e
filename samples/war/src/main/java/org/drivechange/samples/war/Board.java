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

/** The bean that observes the drive. It keeps the latest events as they are shown, and knows how each session is doing. */
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

    /** The latest events, newest first. */
    List<Entry> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    /** How each session is doing. */
    Collection<DriveWatch> watches() {
        return changes.watches();
    }

    /** Tells one state of the events from the next. */
    int edition() {
        return editions.getPhase();
    }

    /** Returns as soon as there are newer events than in this edition, or a second later: states change without events. */
    void awaitNews(int edition) throws InterruptedException {
        try {
            editions.awaitAdvanceInterruptibly(edition, 1, TimeUnit.SECONDS);
        } catch (TimeoutException noEvent) {
            // the sessions' states may be new all the same
        }
    }
}
