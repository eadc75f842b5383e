// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.drivechange.impl.connection.ConnectionParameters;
import org.drivechange.impl.connection.ConnectionState;
import org.drivechange.impl.connection.EngineIoProtocol;
import org.drivechange.impl.connection.Failure;
import org.drivechange.impl.connection.FrameRedactor;
import org.drivechange.impl.connection.ProtocolEvent;
import org.drivechange.impl.connection.ProtocolStep;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.graph.Subscription;
import org.drivechange.impl.graph.SubscriptionResult;
import org.drivechange.impl.session.SessionState.Attempt;
import org.drivechange.impl.session.SessionState.Connecting;
import org.drivechange.impl.session.SessionState.Joining;
import org.drivechange.impl.session.SessionState.Stage;
import org.drivechange.impl.session.SessionState.Subscribing;
import org.drivechange.impl.socketio.NotificationUrl;
import org.drivechange.impl.socketio.Recovery;

/** Transitions of an attempt from "queued" to "namespace joined", for first connections and renewals. Pure. */
final class ConnectTransitions {

    /** Time after which a permit that was not granted is requested again. */
    private static final Duration PERMIT_TIMEOUT = Duration.ofMinutes(5);

    private static final String OPENING = "opening the WebSocket";

    private final SessionKey key;
    private final SessionSettings settings;
    private final ProtocolSignals protocol;

    ConnectTransitions(SessionKey key, SessionSettings settings, ProtocolSignals protocol) {
        this.key = key;
        this.settings = settings;
        this.protocol = protocol;
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
        AttemptResult.Pending pending = usable.map(resume -> pending(
                        Subscribing.resuming(id, resume, now.plus(PERMIT_TIMEOUT)), new Command.AcquirePermit(id)))
                .orElseGet(() -> requestToken(id, now));
        return Transition.of(next, state.apply(pending.next()), pending.commands());
    }

    private AttemptResult.Pending requestToken(long id, Instant now) {
        return pending(
                Subscribing.initial(id, now.plus(settings.connectTimeout())),
                new Command.RequestToken(id, Optional.empty()));
    }

    /** Returns whether a permit was granted after Graph throttled another session of the account. */
    static boolean throttled(RetryHistory history, Attempt attempt, Signal signal, Instant now) {
        return signal instanceof Signal.PermitGranted
                && attempt instanceof Subscribing subscribing
                && subscribing.stage() == Stage.PERMIT
                && subscribing.token().isPresent()
                && history.throttledUntil().isAfter(now);
    }

    AttemptResult onSignal(Attempt attempt, Signal signal, Instant now) {
        if (signal instanceof Signal.Tick) {
            return onTick(attempt, now);
        }
        if (!(signal instanceof Signal.AttemptSignal attemptSignal) || attemptSignal.attempt() != attempt.id()) {
            return pending(attempt);
        }
        if (signal instanceof Signal.OpeningRejected) {
            return openingRejected(attempt);
        }
        if (attempt instanceof Subscribing subscribing) {
            return whileSubscribing(subscribing, signal, now);
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
        return now.isBefore(attempt.due()) ? pending(attempt) : timedOut(attempt, now);
    }

    private static AttemptResult timedOut(Attempt attempt, Instant now) {
        if (attempt instanceof Subscribing subscribing && subscribing.stage() == Stage.PERMIT) {
            return pending(
                    subscribing.withDeadline(now.plus(PERMIT_TIMEOUT)), new Command.AcquirePermit(subscribing.id()));
        }
        if (attempt instanceof Subscribing subscribing) {
            boolean token = subscribing.stage() == Stage.TOKEN;
            ErrorCode failure = token ? ErrorCode.TOKEN_TIMEOUT : ErrorCode.GRAPH_TIMEOUT;
            return failed(attempt, Failure.of(new GraphFailure(failure, ""), phase(subscribing.stage())));
        }
        if (attempt instanceof Connecting connecting) {
            return notOpened(connecting, false, ErrorCode.WEBSOCKET_OPEN_TIMEOUT, "");
        }
        ConnectionState connection = ((Joining) attempt).connection();
        ErrorCode failure = connection.stage() instanceof ConnectionState.AwaitingHandshake
                ? ErrorCode.HANDSHAKE_TIMEOUT
                : ErrorCode.CONNECT_TIMEOUT;
        return failed(attempt, Failure.of(failure, EngineIoProtocol.phase(connection), ""));
    }

    private AttemptResult whileSubscribing(Subscribing state, Signal signal, Instant now) {
        if (state.stage() == Stage.PERMIT && signal instanceof Signal.PermitGranted) {
            return permitGranted(state, now);
        }
        if (state.stage() == Stage.TOKEN && signal instanceof Signal.TokenReceived received) {
            return pending(
                    state.withToken(received.token(), now.plus(PERMIT_TIMEOUT)), new Command.AcquirePermit(state.id()));
        }
        if (state.stage() != Stage.PERMIT && signal instanceof Signal.SubscriptionReceived received) {
            return responded(state, received.answer(), now);
        }
        return pending(state);
    }

    /** Fails an attempt whose connection is not opened because earlier calls of the WebSocket client have not returned. */
    private static AttemptResult openingRejected(Attempt attempt) {
        String detail = "earlier calls of the WebSocket client have not returned";
        return attempt instanceof Connecting connecting
                ? notOpened(connecting, false, ErrorCode.WEBSOCKET_NOT_OPENED, detail)
                : failed(attempt, Failure.of(ErrorCode.WEBSOCKET_NOT_OPENED, OPENING, detail));
    }

    private AttemptResult permitGranted(Subscribing state, Instant now) {
        Instant deadline = now.plus(settings.connectTimeout());
        if (state.token().isPresent()) {
            return pending(
                    state.requesting(deadline),
                    new Command.RequestSubscription(state.id(), state.token().get()));
        }
        return state.resume()
                .filter(resume -> resume.usable(now))
                .map(resume -> open(state.id(), resume.lease(), deadline, Optional.of(resume)))
                .orElseGet(() -> requestToken(state.id(), now));
    }

    private AttemptResult responded(Subscribing state, SubscriptionResult answer, Instant now) {
        if (answer instanceof Subscription subscription) {
            return subscribed(state, subscription, now);
        }
        GraphFailure failure = (GraphFailure) answer;
        if (failure.problem() != ErrorCode.GRAPH_UNAUTHORIZED) {
            return failed(state, Failure.of(failure, phase(state.stage())));
        }
        AccessToken rejected = state.token().orElseThrow().challenged(failure.claims());
        return state.retried()
                ? failed(
                        state,
                        Failure.of(failure, phase(state.stage())),
                        new Command.RejectToken(rejected, settings.connectTimeout()))
                : pending(
                        state.retrying(now.plus(settings.connectTimeout())),
                        new Command.RequestToken(state.id(), Optional.of(rejected)));
    }

    private AttemptResult subscribed(Subscribing state, Subscription subscription, Instant now) {
        NotificationUrl url;
        try {
            url = NotificationUrl.parse(
                    subscription.notificationUrl(), settings.wire().reading());
        } catch (ProtocolException e) {
            return unusable(state, ErrorCode.NOTIFICATION_URL_MALFORMED, e.getMessage());
        }
        if (!settings.hosts().allows(url.host())) {
            return unusable(state, ErrorCode.NOTIFICATION_HOST_NOT_ALLOWED, "the host is " + url.host());
        }
        if (!url.secure() && !settings.hosts().allowsPlain(url.host())) {
            return unusable(state, ErrorCode.NOTIFICATION_URL_INSECURE, "the host is " + url.host());
        }
        // the answer may have been read late, and the lifetime of the subscription begins before it is sent
        Instant requestedAt = state.due().minus(settings.connectTimeout());
        Lease lease = Lease.of(url, subscription.life(), settings, requestedAt);
        return open(state.id(), lease, now.plus(settings.connectTimeout()), Optional.empty());
    }

    private static AttemptResult unusable(Subscribing state, ErrorCode failure, String detail) {
        return failed(state, Failure.of(new GraphFailure(failure, detail), phase(state.stage())));
    }

    private AttemptResult open(long id, Lease lease, Instant deadline, Optional<ReusableSubscription> resume) {
        return pending(
                new Connecting(id, lease, deadline, resume),
                new Command.OpenConnection(
                        id, lease.url().engineUri(settings.wire().revision().wire())));
    }

    private AttemptResult whileConnecting(Connecting state, Signal signal) {
        if (signal instanceof Signal.ConnectionOpened) {
            Optional<Recovery> recovery = state.resume().flatMap(ReusableSubscription::recovery);
            ConnectionParameters parameters = new ConnectionParameters(
                    key, state.lease().url(), recovery, settings.wire().maxMessageSize());
            ConnectionState connection = ConnectionState.initial(
                    state.id(), parameters, settings.wire().revision());
            return pending(new Joining(connection, state.lease(), state.due(), state.resume()));
        }
        if (signal instanceof Signal.ConnectionLost lost) {
            String detail = FrameRedactor.secrets(lost.found(), state.lease().url());
            boolean unreachable = lost.refused() && state.resume().isPresent();
            return notOpened(state, unreachable, ErrorCode.WEBSOCKET_NOT_OPENED, detail);
        }
        return pending(state);
    }

    private static AttemptResult afterStep(Joining state, ProtocolStep step) {
        ConnectionState next = step.connection();
        if (step.failure().isPresent()) {
            return failed(state, step.failure().get());
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

    private static AttemptResult.Pending pending(Attempt next, Command... commands) {
        return new AttemptResult.Pending(next, List.of(commands));
    }

    private static AttemptResult failed(Attempt attempt, Failure failure, Command... more) {
        List<Command> commands = new ArrayList<>(List.of(more));
        commands.add(new Command.Abandon(attempt.id(), false));
        return new AttemptResult.Failed(failure, Optional.empty(), false, commands);
    }

    /**
     * Fails an attempt whose WebSocket did not open.
     *
     * @param unreachable whether the host of a reused subscription cannot be reached
     */
    private static AttemptResult notOpened(Connecting state, boolean unreachable, ErrorCode failure, String detail) {
        return new AttemptResult.Failed(
                Failure.of(failure, OPENING, detail),
                unreachable ? Optional.empty() : state.resume().flatMap(ReusableSubscription::again),
                unreachable,
                List.of(new Command.Abandon(state.id(), false)));
    }

    private static String phase(Stage stage) {
        return stage == Stage.TOKEN ? "getting an access token" : "asking Graph for the endpoint";
    }
}
