// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.drivechange.impl.delta.GraphCall.Stage;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;

/** Transitions of a request to Graph until its response: access token, permit, response. Pure. */
final class GraphCallTransitions {

    /** Time after which a permit that was not granted is requested again. */
    private static final Duration PERMIT_TIMEOUT = Duration.ofMinutes(5);

    private final Duration timeout;

    /**
     * Creates the transitions.
     *
     * @param timeout timeout of the access token, and of the response
     */
    GraphCallTransitions(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Request that a call sends.
     *
     * @param baseline whether it is for a page of a baseline
     * @param command creates the command that sends it
     */
    record Sending(boolean baseline, Function<AccessToken, DeltaCommand> command) {}

    /** Result of a signal. */
    sealed interface Step {

        /** The call continues. */
        record Pending(GraphCall call, List<DeltaCommand> commands) implements Step {}

        record Failed(GraphFailure failure, List<DeltaCommand> commands) implements Step {}

        /** Graph throttles the account; the call is to be repeated later. */
        record Throttled() implements Step {}
    }

    /** Returns a new call. Its first command is {@link #begin}. */
    GraphCall initial(long id, Instant now) {
        return GraphCall.initial(id, now.plus(timeout));
    }

    static DeltaCommand begin(long id) {
        return new DeltaCommand.RequestToken(id, Optional.empty());
    }

    Step onSignal(GraphCall call, DeltaSignal signal, Sending sending, Instant throttledUntil, Instant now) {
        if (signal instanceof DeltaSignal.Tick) {
            return now.isBefore(call.deadline()) ? pending(call) : timedOut(call, sending, now);
        }
        if (signal instanceof DeltaSignal.TokenReceived received && call.stage() == Stage.TOKEN) {
            return pending(
                    call.permit(received.token(), now.plus(PERMIT_TIMEOUT)),
                    new DeltaCommand.AcquirePermit(call.id(), sending.baseline()));
        }
        if (signal instanceof DeltaSignal.PermitGranted && call.stage() == Stage.PERMIT) {
            return throttledUntil.isAfter(now)
                    ? new Step.Throttled()
                    : pending(
                            call.response(now.plus(timeout)),
                            sending.command().apply(call.token().orElseThrow()));
        }
        return signal instanceof DeltaSignal.RequestFailed failed ? failed(call, failed.failure(), now) : pending(call);
    }

    private static Step timedOut(GraphCall call, Sending sending, Instant now) {
        if (call.stage() == Stage.PERMIT) {
            return pending(
                    call.permit(call.token().orElseThrow(), now.plus(PERMIT_TIMEOUT)),
                    new DeltaCommand.AcquirePermit(call.id(), sending.baseline()));
        }
        ErrorCode code = call.stage() == Stage.TOKEN ? ErrorCode.TOKEN_TIMEOUT : ErrorCode.GRAPH_TIMEOUT;
        return new Step.Failed(new GraphFailure(code, ""), List.of(new DeltaCommand.Cancel(call.id())));
    }

    private Step failed(GraphCall call, GraphFailure failure, Instant now) {
        if (failure.code() != ErrorCode.GRAPH_UNAUTHORIZED || call.token().isEmpty()) {
            return new Step.Failed(failure, List.of());
        }
        AccessToken rejected = call.token().get().challenged(failure.claims());
        return call.retried()
                ? new Step.Failed(failure, List.of(new DeltaCommand.RejectToken(rejected, timeout)))
                : pending(
                        call.retry(now.plus(timeout)), new DeltaCommand.RequestToken(call.id(), Optional.of(rejected)));
    }

    private static Step pending(GraphCall call, DeltaCommand... commands) {
        return new Step.Pending(call, List.of(commands));
    }
}
