// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.drivechange.DriveTarget;
import org.drivechange.impl.drive.PageRequest;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.retry.Failure;

/** Command of a reader of deltas to its executor. */
public sealed interface DeltaCommand {

    /** Command whose effect the machine awaits without a deadline. It must be repeated if it could not be executed. */
    sealed interface Indispensable extends DeltaCommand {}

    /** Opens the position. Answered by {@link DeltaSignal.PositionOpened} or {@link DeltaSignal.PositionFailed}. */
    record OpenPosition(long call) implements Indispensable {}

    /** Saves the position. Answered by {@link DeltaSignal.PositionSaved} or {@link DeltaSignal.PositionFailed}. */
    record SavePosition(long call, long epoch, String token) implements Indispensable {
        @Override
        public String toString() {
            return "SavePosition[" + call + ", epoch=" + epoch + "]";
        }
    }

    /** Releases the position when its last call has ended. */
    record ReleasePosition() implements Indispensable {}

    /**
     * Requests a connect permit.
     *
     * @param baseline whether it is for a page of a baseline, which other requests of the account precede
     */
    record AcquirePermit(long call, boolean baseline) implements DeltaCommand {}

    /**
     * Requests an access token.
     *
     * @param rejected token that Graph has just rejected; reported to the provider first
     */
    record RequestToken(long call, Optional<AccessToken> rejected) implements DeltaCommand {}

    /** Reports to the provider that Graph rejected a token. */
    record RejectToken(AccessToken token, Duration limit) implements DeltaCommand {}

    record ResolveDrive(long call, DriveTarget target, AccessToken token) implements DeltaCommand {}

    record ReadPage(long call, PageRequest request, AccessToken token) implements DeltaCommand {}

    /** Cancels the token request or the request to Graph of a call. */
    record Cancel(long call) implements DeltaCommand {}

    /** Queues a batch for the observers, or continues it. */
    record Deliver(long call, EventBatch batch, int step) implements Indispensable {}

    /** Begins no further step of the delivery. */
    record StopDelivery(long call) implements DeltaCommand {}

    /** Makes all sessions and readers of the account pause their requests to Graph. */
    record Throttle(Instant until) implements DeltaCommand {}

    record Log(System.Logger.Level level, String message) implements DeltaCommand {}

    /**
     * Reports a failure to the operator.
     *
     * @param next text for the next action, a clause without a period
     * @param isNew false if the same failure was reported before
     */
    record ReportFailure(Failure failure, String next, boolean isNew) implements DeltaCommand {}

    /**
     * Reports the failure of an observer.
     *
     * @param event text for the event
     * @param next text for the next action, a clause without a period
     * @param level level of the log line, which has the stack trace unless it is {@code DEBUG}
     */
    record ReportStepFailure(StepFailure failure, String event, String next, System.Logger.Level level)
            implements DeltaCommand {}

    /** Clears the current error. */
    record ReportRecovery() implements DeltaCommand {}

    /**
     * Reports an acknowledged page.
     *
     * @param lagFrom time from which its lag counts, empty unless it is the first page of its round
     */
    record ReportPage(int items, Optional<Instant> lagFrom) implements DeltaCommand {}

    /** Reports that a failed delivery is repeated. */
    record ReportRedelivery() implements DeltaCommand {}

    /** Reports the time up to which the delta was read before the start. */
    record ReportReadUntil(Instant time) implements DeltaCommand {}

    /** Reports that a round begins. A previous round that is not complete is abandoned. */
    record ReportRoundBegun() implements DeltaCommand {}

    /** Reports a complete round, and the time up to which the delta has been read. */
    record ReportRoundCompleted(Instant readUntil) implements DeltaCommand {}
}
