// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.drivechange.impl.connection.FrameRedactor;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.SubscriptionResult;

/** Input of a session. */
public sealed interface Signal {

    /** The session is to start. */
    record Start() implements Signal {}

    /**
     * The session is to stop.
     *
     * @param reason text for logs and events
     */
    record Stop(String reason) implements Signal {}

    /** The timer has fired. */
    record Tick() implements Signal {}

    /** Graph throttles the account, on the request of any of its sessions. */
    record Throttled(Instant until) implements Signal {}

    /** Signal of one attempt or its connection. Stale unless the attempt is current. */
    sealed interface AttemptSignal extends Signal {
        long attempt();
    }

    /** The connect limiter has granted a permit. */
    record PermitGranted(long attempt) implements AttemptSignal {}

    record TokenReceived(long attempt, AccessToken token) implements AttemptSignal {}

    /** The answer of Graph, or a failure. Also a failure if no token was available. */
    record SubscriptionReceived(long attempt, SubscriptionResult answer) implements AttemptSignal {}

    record ConnectionOpened(long attempt) implements AttemptSignal {}

    /** The limit of overdue WebSocket calls is reached: a connection of this attempt would not be opened. */
    record OpeningRejected(long attempt) implements AttemptSignal {}

    /**
     * A text frame was received.
     *
     * @param arrived earliest time at which it may have arrived
     */
    record TextReceived(long attempt, String frame, Instant arrived) implements AttemptSignal {

        /** Creates a frame that arrived when it was read. */
        TextReceived(long attempt, String frame) {
            this(attempt, frame, Instant.MAX);
        }

        @Override
        public String toString() {
            return "TextReceived[" + attempt + ", " + FrameRedactor.frame(frame) + "]";
        }
    }

    /**
     * A binary frame was received.
     *
     * @param arrived earliest time at which it may have arrived
     */
    record BinaryReceived(long attempt, ByteBuffer frame, Instant arrived) implements AttemptSignal {

        /** Creates a frame that arrived when it was read. */
        BinaryReceived(long attempt, ByteBuffer frame) {
            this(attempt, frame, Instant.MAX);
        }
    }

    /** The pong to {@link Command.Ping}. Everything that the server sent before it has arrived. */
    record PongReceived(long attempt) implements AttemptSignal {}

    /**
     * A message was too large to read; the connection is unusable.
     *
     * @param found text of the transport
     */
    record MessageTooLarge(long attempt, String found) implements AttemptSignal {
        @Override
        public String toString() {
            return "MessageTooLarge[" + attempt + "]";
        }
    }

    /**
     * The connection is closed, or was never opened.
     *
     * @param found text of the transport
     * @param unreachable whether the host cannot be reached; its subscription is then useless
     */
    record ConnectionLost(long attempt, String found, boolean unreachable) implements AttemptSignal {

        public ConnectionLost(long attempt, String found) {
            this(attempt, found, false);
        }

        /** Omits the text, which may contain the credential. */
        @Override
        public String toString() {
            return "ConnectionLost[" + attempt + ", " + found.length() + " characters]";
        }
    }
}
