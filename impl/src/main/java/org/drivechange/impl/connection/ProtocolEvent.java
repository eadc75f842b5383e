// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.time.Instant;
import java.util.List;
import org.drivechange.DriveNotification;

/** Result of a frame or a tick for the session. */
public sealed interface ProtocolEvent {

    /** A text frame to send. */
    record SendFrame(String frame) implements ProtocolEvent {
        @Override
        public String toString() {
            return "SendFrame[" + frame.length() + " characters]";
        }
    }

    /**
     * The namespace is joined.
     *
     * @param recovered whether the server recovered the old connection and replays missed events
     */
    record Joined(String sid, boolean recovered) implements ProtocolEvent {}

    /**
     * Notifications were received.
     *
     * @param complete false if a part could not be parsed
     * @param previousArrival arrival time of the packet before
     */
    record Notifications(List<DriveNotification> notifications, boolean complete, Instant previousArrival)
            implements ProtocolEvent {

        /** Returns a copy for a replay of events sent while the session was not connected. */
        public Notifications withSince(Instant since) {
            return new Notifications(notifications, complete, since);
        }
    }
}
