// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.drivechange.impl.connection.ConnectionParameters;
import org.drivechange.impl.connection.ConnectionState;
import org.drivechange.impl.connection.EngineIoProtocol;
import org.drivechange.impl.connection.FrameRedactor;
import org.drivechange.impl.connection.ProtocolEvent;
import org.drivechange.impl.connection.ProtocolStep;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.retry.Failure;
import org.drivechange.impl.session.SessionState.Attempt;
import org.drivechange.impl.session.SessionState.Connecting;
import org.drivechange.impl.session.SessionState.Joining;
import org.drivechange.impl.session.SessionState.Subscribing;
import org.drivechange.impl.socketio.Recovery;

/**
 * Transitions of an attempt up to the joined namespace, for first connections and renewals: {@link SubscribeTransitions}, then
 * opening the WebSocket and joining. Pure.
 */
final class ConnectTransitions {

    private static final String OPENING = "opening the WebSocket";

    private final SessionKey key;
    private final SessionSettings settings;
    private final ProtocolSignals protocol;
    private final SubscribeTransitions subscriptions;

    ConnectTransitions(SessionKey key, SessionSettings settings, ProtocolSignals protocol) {
        this.key = key;
        this.settings = settings;
        this.protocol = protocol;
        this.subscriptions = new SubscribeTransitions(settings);
    }

    /**
     * Begins the next attempt of a session.
     *
     * @param state creates the session's state during the attempt
     */
    Transition begin(
            RetryHistory history,
            Optional<ReusableSubscription> usable,
            Function<Attempt, SessionState> state,
            Instant now) {
        RetryHistory next = history.nextAttempt();
        long id = next.attempts();
        AttemptResult.Pending pending = subscriptions.begin(id, usable, now);
        return Transition.of(next, state.apply(pending.next()), pending.commands());
    }

    AttemptResult onSignal(Attempt attempt, Signal signal, Instant now) {
        if (signal instanceof Signal.Tick) {
            return onTick(attempt, now);
        }
        if (!(signal instanceof Signal.AttemptSignal attemptSignal) || attemptSignal.attempt() != attempt.id()) {
            return AttemptResult.pending(attempt);
        }
        if (signal instanceof Signal.OpeningRejected) {
            return openingRejected(attempt);
        }
        if (attempt instanceof Subscribing subscribing) {
            return subscriptions.onSignal(subscribing, signal, now);
        }
        if (attempt instanceof Connecting connecting) {
            return whileConnecting(connecting, signal);
        }
        Joining joining = (Joining) attempt;
        return afterStep(joining, protocol.apply(joining.connection(), signal, now));
    }

    private AttemptResult onTick(Attempt attempt, Instant now) {
        if (attempt instanceof Joining joining && now.isBefore(joining.deadline())) {
            return afterStep(joining, protocol.apply(joining.connection(), new Signal.Tick(), now));
        }
        return now.isBefore(attempt.due()) ? AttemptResult.pending(attempt) : timedOut(attempt, now);
    }

    private static AttemptResult timedOut(Attempt attempt, Instant now) {
        if (attempt instanceof Subscribing subscribing) {
            return SubscribeTransitions.timedOut(subscribing, now);
        }
        if (attempt instanceof Connecting connecting) {
            return notOpened(connecting, false, ErrorCode.WEBSOCKET_OPEN_TIMEOUT, "");
        }
        ConnectionState connection = ((Joining) attempt).connection();
        ErrorCode failure = connection.stage() instanceof ConnectionState.AwaitingHandshake
                ? ErrorCode.HANDSHAKE_TIMEOUT
                : ErrorCode.CONNECT_TIMEOUT;
        return AttemptResult.failed(attempt, Failure.of(failure, EngineIoProtocol.phase(connection), ""));
    }

    /** Fails an attempt whose connection is not opened because earlier calls of the WebSocket client have not returned. */
    private static AttemptResult openingRejected(Attempt attempt) {
        String detail = "earlier calls of the WebSocket client have not returned";
        return attempt instanceof Connecting connecting
                ? notOpened(connecting, false, ErrorCode.WEBSOCKET_NOT_OPENED, detail)
                : AttemptResult.failed(attempt, Failure.of(ErrorCode.WEBSOCKET_NOT_OPENED, OPENING, detail));
    }

    private AttemptResult whileConnecting(Connecting state, Signal signal) {
        if (signal instanceof Signal.ConnectionOpened) {
            Optional<Recovery> recovery = state.resume().flatMap(ReusableSubscription::recovery);
            ConnectionParameters parameters = new ConnectionParameters(
                    key, state.lease().url(), recovery, settings.wire().maxMessageSize());
            ConnectionState connection = ConnectionState.initial(
                    state.id(), parameters, settings.wire().revision());
            return AttemptResult.pending(new Joining(connection, state.lease(), state.due(), state.resume()));
        }
        if (signal instanceof Signal.ConnectionLost lost) {
            String detail = FrameRedactor.secrets(lost.found(), state.lease().url());
            boolean unreachable = lost.unreachable() && state.resume().isPresent();
            return notOpened(state, unreachable, ErrorCode.WEBSOCKET_NOT_OPENED, detail);
        }
        return AttemptResult.pending(state);
    }

    private static AttemptResult afterStep(Joining state, ProtocolStep step) {
        ConnectionState next = step.connection();
        if (step.failure().isPresent()) {
            return AttemptResult.failed(state, step.failure().get());
        }
        List<Command> replies = new ArrayList<>();
        for (ProtocolEvent event : step.events()) {
            if (event instanceof ProtocolEvent.SendFrame reply) {
                replies.add(new Command.Send(state.id(), reply.frame()));
            } else if (event instanceof ProtocolEvent.Joined joined) {
                return new AttemptResult.Joined(next, state.lease(), joined, step.events());
            }
        }
        return new AttemptResult.Pending(new Joining(next, state.lease(), state.deadline(), state.resume()), replies);
    }

    /**
     * Fails an attempt whose WebSocket did not open.
     *
     * @param unreachable whether the host of a reused subscription cannot be reached
     */
    private static AttemptResult notOpened(Connecting state, boolean unreachable, ErrorCode failure, String detail) {
        return new AttemptResult.Failed(
                Failure.of(failure, OPENING, detail),
                unreachable ? Optional.empty() : state.resume().flatMap(ReusableSubscription::nextTry),
                unreachable,
                List.of(new Command.Abandon(state.id(), false)));
    }
}
