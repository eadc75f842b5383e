// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.time.Instant;
import java.util.List;
import org.drivechange.DriveNotification;

/** What a frame from the server, or the passing of time, means for the session. */
public sealed interface ProtocolEvent {

    /** A text frame goes back. */
    record SendFrame(String frame) implements ProtocolEvent {
        @Override
        public String toString() {
            return "Reply[" + frame.length() + " characters]";
        }
    }

    /**
     * The namespace is joined.
     *
     * @param recovered whether the server took up the old connection and replays what was missed
     */
    record Joined(String sid, boolean recovered) implements ProtocolEvent {}

    /**
     * Something changed.
     *
     * @param complete false when a part could not be read
     * @param previousArrival when the packet before this one came
     */
    record Notifications(List<DriveNotification> notifications, boolean complete, Instant previousArrival)
            implements ProtocolEvent {

        /** The same as a replay of what was sent while nobody was there to hear it. */
        public Notifications withSince(Instant since) {
            return new Notifications(notifications, complete, since);
        }
    }

    /** The conversation is over. */
    record Failed(Failure failure) implements ProtocolEvent {}
}
