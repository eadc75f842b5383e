// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.load;

import java.util.ArrayList;
import java.util.List;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;

/** Records the events of one target, whose notifications are numbered from 0 in their {@code resource}. */
final class CountingObserver {

    private final List<String> faults = new ArrayList<>();
    private long last = -1;
    private boolean caughtUp;
    private int changes;
    private int catchUps;
    private int opened;
    private int closed;

    synchronized void onEvent(DriveEvent event) {
        if (event instanceof DriveSessionOpened) {
            opened++;
        } else if (event instanceof DriveSessionClosed) {
            closed++;
        } else if (((DriveNotification) event).cause() == Cause.CATCH_UP) {
            catchUps++;
            caughtUp = true;
        } else {
            changed(Long.parseLong(((DriveNotification) event).resource()));
        }
    }

    private void changed(long number) {
        changes++;
        if (number <= last || (number > last + 1 && !caughtUp)) {
            faults.add(number + " was delivered after " + last);
        }
        last = number;
        caughtUp = false;
    }

    /** Whether every number up to this one was delivered or covered by a catch-up. */
    synchronized boolean complete(long number) {
        return last == number || caughtUp;
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    synchronized int changes() {
        return changes;
    }

    synchronized int catchUps() {
        return catchUps;
    }

    synchronized int opened() {
        return opened;
    }

    synchronized int closed() {
        return closed;
    }
}
