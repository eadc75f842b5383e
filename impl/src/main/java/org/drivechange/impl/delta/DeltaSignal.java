// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.impl.drive.ItemPage;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;

/** Input of a reader of deltas. */
public sealed interface DeltaSignal {

    /** The reader is to start. */
    record Start() implements DeltaSignal {}

    /** The reader is to stop. */
    record Stop() implements DeltaSignal {}

    /** The timer has fired. */
    record Tick() implements DeltaSignal {}

    /** A notification was queued for the observers. */
    record Notified() implements DeltaSignal {}

    /** A round is to begin now, or a failed delivery is to be repeated now. */
    record ReadRequested() implements DeltaSignal {}

    /** A reset and a baseline are to begin. */
    record ResyncRequested() implements DeltaSignal {}

    /** Graph throttles the account. */
    record Throttled(Instant until) implements DeltaSignal {}

    /** Result of one call. Stale unless the call is the current one. */
    sealed interface CallSignal extends DeltaSignal {
        long call();
    }

    /**
     * The position was opened.
     *
     * @param token stored token, empty if none was ever saved
     */
    record PositionOpened(long call, long epoch, Optional<String> token) implements CallSignal {
        @Override
        public String toString() {
            return "PositionOpened[" + call + ", epoch=" + epoch + (token.isEmpty() ? ", new]" : "]");
        }
    }

    /** The position could not be opened or saved. */
    record PositionFailed(long call, GraphFailure failure) implements CallSignal {}

    /**
     * The position was saved.
     *
     * @param current false if another user has taken the position over
     */
    record PositionSaved(long call, boolean current) implements CallSignal {}

    record PermitGranted(long call) implements CallSignal {}

    record TokenReceived(long call, AccessToken token) implements CallSignal {}

    /** A request to Graph, or for an access token, has failed. */
    record RequestFailed(long call, GraphFailure failure) implements CallSignal {}

    record DriveReceived(long call, String driveId) implements CallSignal {}

    record PageReceived(long call, ItemPage page) implements CallSignal {}

    /** All observers of all steps of a batch have returned normally. */
    record Delivered(long call) implements CallSignal {}

    /**
     * Observers of a step have failed. No later step of the batch begins.
     *
     * @param step index of the step
     * @param failure description of the first exception
     */
    record StepFailed(long call, int step, StepFailure failure) implements CallSignal {}

    /** The delivery has ended before all steps have begun, because the reader stops. */
    record DeliveryStopped(long call) implements CallSignal {}
}
