// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.drivechange.impl.connection.FrameRedactor;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.SubscriptionResult;

/** What happens to a session. */
public sealed interface Signal {

    /** Somebody wants the session. */
    record Start() implements Signal {}

    /**
     * Nobody wants the session any more.
     *
     * @param reason why, for people
     */
    record Stop(String reason) implements Signal {}

    /** Time has passed. */
    record Tick() implements Signal {}

    /** Graph asked this account to slow down, on whichever session's request. */
    record Throttled(Instant until) implements Signal {}

    /** Something that concerns one attempt, or the link it opened. Of any but a current attempt it is stale. */
    sealed interface AttemptSignal extends Signal {
        long attempt();
    }

    /** The attempt may begin: not too many others are under way. */
    record PermitGranted(long attempt) implements AttemptSignal {}

    record TokenReceived(long attempt, AccessToken token) implements AttemptSignal {}

    /** Graph's answer; a failure also when there was no token to ask with. */
    record SubscriptionReceived(long attempt, SubscriptionResult answer) implements AttemptSignal {}

    record ConnectionOpened(long attempt) implements AttemptSignal {}

    /**
     * A text frame.
     *
     * @param arrived the earliest time at which it may have arrived
     */
    record TextReceived(long attempt, String frame, Instant arrived) implements AttemptSignal {

        /** A frame that arrived when it is read. */
        TextReceived(long attempt, String frame) {
            this(attempt, frame, Instant.MAX);
        }

        @Override
        public String toString() {
            return "LinkText[" + attempt + ", " + FrameRedactor.frame(frame) + "]";
        }
    }

    /**
     * A binary frame.
     *
     * @param arrived the earliest time at which it may have arrived
     */
    record BinaryReceived(long attempt, ByteBuffer frame, Instant arrived) implements AttemptSignal {

        /** A frame that arrived when it is read. */
        BinaryReceived(long attempt, ByteBuffer frame) {
            this(attempt, frame, Instant.MAX);
        }
    }

    /** The answer to {@link Command.Ping}: whatever the other side sent before it has come. */
    record PongReceived(long attempt) implements AttemptSignal {}

    /**
     * The link is of no use any more, as a message was too large to be read.
     *
     * @param found what the transport says
     */
    record MessageTooLarge(long attempt, String found) implements AttemptSignal {
        @Override
        public String toString() {
            return "LinkOverrun[" + attempt + "]";
        }
    }

    /**
     * The link is gone, or never came to be.
     *
     * @param found what the transport says
     * @param refused whether the host cannot be connected to, so that its subscription is of no use any more
     */
    record ConnectionLost(long attempt, String found, boolean refused) implements AttemptSignal {

        public ConnectionLost(long attempt, String found) {
            this(attempt, found, false);
        }

        /** What the server says may repeat the credential. */
        @Override
        public String toString() {
            return "LinkLost[" + attempt + ", " + found.length() + " characters]";
        }
    }
}
