// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveSessionOpened;

/** What an event is, in one word. */
public enum EventKind {
    CHANGE("change"),
    CATCH_UP("catch_up"),
    OPENED("session_opened"),
    CLOSED("session_closed");

    private final String word;

    EventKind(String word) {
        this.word = word;
    }

    /** The word that tools show. */
    public String word() {
        return word;
    }

    /** An event's kind. */
    public static EventKind of(DriveEvent event) {
        if (event instanceof DriveNotification notification) {
            return notification.cause() == Cause.CHANGE ? CHANGE : CATCH_UP;
        }
        return event instanceof DriveSessionOpened ? OPENED : CLOSED;
    }
}
