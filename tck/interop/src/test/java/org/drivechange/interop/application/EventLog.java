// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop.application;

import java.util.List;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.DriveTarget;
import org.drivechange.testkit.EventRecorder;

/** Recorded events of an application, with one label per event. */
public final class EventLog {

    public static final String OPENED = "opened";
    public static final String OPENED_AGAIN = "opened again";
    public static final String LOST = "lost";
    public static final String CLOSED = "closed";
    public static final String CATCH_UP = "catch up";

    private final EventRecorder events;

    EventLog(EventRecorder events) {
        this.events = events;
    }

    /** Returns the events of a target, one label per event; a change is its number. */
    public List<String> sequence(DriveTarget target) {
        return events.of(target.path()).stream().map(EventLog::label).toList();
    }

    /** Returns the numbers of a target's notifications in order of arrival. */
    public List<Integer> numbers(DriveTarget target) {
        return events.changes(target.path()).stream()
                .map(change -> Integer.valueOf(change.resource()))
                .toList();
    }

    /** Returns the number of times a target's session was opened. */
    public long opened(DriveTarget target) {
        return openings(target).size();
    }

    public List<DriveSessionOpened> openings(DriveTarget target) {
        return events.of(target.path(), DriveSessionOpened.class);
    }

    private static String label(DriveEvent event) {
        if (event instanceof DriveSessionOpened opened) {
            return opened.resumed() ? OPENED_AGAIN : OPENED;
        }
        if (event instanceof DriveSessionClosed closed) {
            return closed.willReconnect() ? LOST : CLOSED;
        }
        DriveNotification notification = (DriveNotification) event;
        return notification.cause() == Cause.CATCH_UP ? CATCH_UP : notification.resource();
    }
}
