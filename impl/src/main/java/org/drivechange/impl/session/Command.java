// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.drivechange.DriveEvent;
import org.drivechange.impl.connection.FrameRedactor;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.retry.Failure;

/** Command of a session to its executor. */
public sealed interface Command {

    /** Requests a connect permit. Answered by {@link Signal.PermitGranted}. */
    record AcquirePermit(long attempt) implements Command {}

    /**
     * Requests an access token.
     *
     * @param rejected token that Graph has just rejected; reported to the provider first
     */
    record RequestToken(long attempt, Optional<AccessToken> rejected) implements Command {}

    /**
     * Reports to the provider that Graph rejected a token.
     *
     * @param limit timeout of the provider's call
     */
    record RejectToken(AccessToken token, Duration limit) implements Command {}

    record RequestSubscription(long attempt, AccessToken token) implements Command {}

    record OpenConnection(long attempt, URI uri) implements Command {
        @Override
        public String toString() {
            return "OpenConnection[" + attempt + ", " + uri.getHost() + "]";
        }
    }

    record Send(long attempt, String frame) implements Command {
        @Override
        public String toString() {
            return "Send[" + attempt + ", " + FrameRedactor.frame(frame) + "]";
        }
    }

    /** Sends a WebSocket ping. Its pong, {@link Signal.PongReceived}, shows that everything sent before has arrived. */
    record Ping(long attempt) implements Command {}

    /** Cancels the pending task of an attempt and closes its connection. */
    record Abandon(long attempt, boolean goingAway) implements Command {}

    /** Fires an event to the observers. */
    record FireEvent(DriveEvent event) implements Command {}

    /** Logs a message that is not a failure. */
    record Log(System.Logger.Level level, String message) implements Command {}

    /** Clears the current error. */
    record ReportRecovery() implements Command {}

    /**
     * Reports a failure to the operator.
     *
     * @param next text for the next action of the session, a clause without a period
     * @param isNew false if the same failure was reported before
     */
    record ReportFailure(Failure failure, String next, boolean isNew) implements Command {}

    /** Reports a failure after which the connection continues. Logged once per connection, as it may recur with each packet. */
    record ReportAnomaly(Failure failure) implements Command {}

    /** Makes all sessions of the account pause their requests to Graph. */
    record Throttle(Instant until) implements Command {}
}
