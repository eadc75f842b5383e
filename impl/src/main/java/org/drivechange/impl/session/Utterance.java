// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Instant;
import java.util.List;
import org.drivechange.DriveNotification;

/** What a frame from the server, or the passing of time, means for the session. */
sealed interface Utterance {

    /** A text frame goes back. */
    record Reply(String frame) implements Utterance {
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
    record Welcome(String sid, boolean recovered) implements Utterance {}

    /**
     * Something changed.
     *
     * @param complete false when a part could not be read
     * @param heardBefore when the packet before this one came
     */
    record Notified(List<DriveNotification> notifications, boolean complete, Instant heardBefore) implements Utterance {

        /** The same as a replay of what was sent while nobody was there to hear it. */
        Notified missed(Instant since) {
            return new Notified(notifications, complete, since);
        }
    }

    /** The conversation is over. */
    record Over(Problem problem) implements Utterance {}
}
