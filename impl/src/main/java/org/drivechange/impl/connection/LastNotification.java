// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.util.List;
import java.util.Optional;
import org.drivechange.DriveNotification;

/**
 * Last notification with its frame. The next frame is usually identical, as Graph reports that something changed but not what.
 * A repeated frame needs no parsing, and queued events share its strings.
 */
record LastNotification(String frame, DriveNotification notification) {

    private static final int LONGEST = 4096;

    /** Returns the last notification of a frame with exactly one notification, else empty. */
    static Optional<LastNotification> of(String frame, ProtocolEvent.Notifications event) {
        return frame.length() <= LONGEST
                        && event.complete()
                        && event.notifications().size() == 1
                ? Optional.of(new LastNotification(frame, event.notifications().get(0)))
                : Optional.empty();
    }

    ProtocolEvent.Notifications at(PacketTiming timing) {
        DriveNotification repeated = EventTimes.change(notification, timing.now());
        return new ProtocolEvent.Notifications(List.of(repeated), true, timing.previousArrival());
    }

    @Override
    public String toString() {
        return "LastNotification[" + frame.length() + " characters]";
    }
}
