// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.DriveTarget;

/** Observes and records all events. */
@ApplicationScoped
class Recorder {

    static final String OPENED = "opened";
    static final String OPENED_AGAIN = "opened again";
    static final String LOST = "lost";
    static final String CLOSED = "closed";
    static final String CATCH_UP = "catch up";

    private final Queue<DriveEvent> events = new ConcurrentLinkedQueue<>();

    void heard(@Observes DriveEvent event) {
        events.add(event);
    }

    /** Returns the events of a target, one word per event; a change is its number. */
    List<String> story(DriveTarget target) {
        return of(target).map(Recorder::word).toList();
    }

    /** Returns the numbers of a target's notifications in order of arrival. */
    List<Integer> numbers(DriveTarget target) {
        return of(target)
                .filter(event ->
                        event instanceof DriveNotification notification && notification.cause() == Cause.CHANGE)
                .map(event -> Integer.valueOf(((DriveNotification) event).resource()))
                .toList();
    }

    /** Returns the number of times a target's session was opened. */
    long opened(DriveTarget target) {
        return openings(target).size();
    }

    List<DriveSessionOpened> openings(DriveTarget target) {
        return of(target)
                .filter(DriveSessionOpened.class::isInstance)
                .map(DriveSessionOpened.class::cast)
                .toList();
    }

    private Stream<DriveEvent> of(DriveTarget target) {
        return events.stream().filter(event -> event.target().equals(target));
    }

    private static String word(DriveEvent event) {
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
