// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.util.List;
import java.util.Optional;
import org.drivechange.DriveNotification;

/**
 * A notification as it came. The next one mostly is its repetition, for Graph says that something changed and never what:
 * then there is nothing to read again, and what waits for observers shares its strings.
 */
record LastNotification(String frame, DriveNotification notification) {

    private static final int LONGEST = 4096;

    /** Of a frame that says nothing but one notification. */
    static Optional<LastNotification> of(String frame, ProtocolEvent.Notifications said) {
        return frame.length() <= LONGEST
                        && said.complete()
                        && said.notifications().size() == 1
                ? Optional.of(new LastNotification(frame, said.notifications().get(0)))
                : Optional.empty();
    }

    ProtocolEvent.Notifications at(PacketTiming moment) {
        DriveNotification again = EventTimes.change(notification, moment.now());
        return new ProtocolEvent.Notifications(List.of(again), true, moment.previousArrival());
    }

    @Override
    public String toString() {
        return "Repeat[" + frame.length() + " characters]";
    }
}
