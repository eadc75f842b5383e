// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import org.drivechange.DriveDelta;
import org.drivechange.DriveEvent;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;

/** Kind of an event. */
public enum EventKind {
    CHANGE("change"),
    CATCH_UP("catch_up"),
    OPENED("session_opened"),
    CLOSED("session_closed"),
    ITEM("item_change"),
    PAGE("delta_page"),
    RESET("reset");

    private final String label;

    EventKind(String label) {
        this.label = label;
    }

    /** Returns the name shown by monitors. */
    public String label() {
        return label;
    }

    /** Returns the kind of an event. */
    public static EventKind of(DriveEvent event) {
        if (event instanceof DriveNotification notification) {
            return notification.cause() == Cause.CHANGE ? CHANGE : CATCH_UP;
        }
        if (event instanceof DriveSessionOpened) {
            return OPENED;
        }
        if (event instanceof DriveSessionClosed) {
            return CLOSED;
        }
        if (event instanceof DriveItemChange) {
            return ITEM;
        }
        return event instanceof DriveDelta ? PAGE : RESET;
    }
}
