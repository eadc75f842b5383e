// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.drivechange.DriveEvent;
import org.drivechange.impl.connection.Failure;
import org.drivechange.impl.connection.FrameRedactor;
import org.drivechange.impl.graph.AccessToken;

/** What a session wants done. */
public sealed interface Command {

    /** Ask for a turn, which comes as {@link Signal.PermitGranted}. */
    record AcquirePermit(long attempt) implements Command {}

    /**
     * Get an access token.
     *
     * @param rejected the token that Graph has just refused, of which the provider is told first
     */
    record RequestToken(long attempt, Optional<AccessToken> rejected) implements Command {}

    /**
     * Tell the provider that Graph refused a token.
     *
     * @param limit how long the provider may take
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

    /** Ask for a sign that all has come which was sent so far, which comes as {@link Signal.PongReceived}. */
    record Ping(long attempt) implements Command {}

    /** Give up whatever the attempt has under way, and close its link. */
    record Abandon(long attempt, boolean goingAway) implements Command {}

    /** Tell the observers. */
    record FireEvent(DriveEvent event) implements Command {}

    /** Tell the operator something good. */
    record Log(System.Logger.Level level, String message) implements Command {}

    /** The problem that was shown last is over. */
    record ReportRecovery() implements Command {}

    /**
     * Reports a failure to the operator.
     *
     * @param next what the session does next, half a sentence
     * @param news false if the same failure was reported before
     */
    record ReportFailure(Failure failure, String next, boolean news) implements Command {}

    /** Reports a failure after which the connection goes on; once for a connection, as it may come with every packet. */
    record ReportAnomaly(Failure failure) implements Command {}

    /** Tell all sessions of the account to leave Graph alone. */
    record Throttle(Instant until) implements Command {}
}
