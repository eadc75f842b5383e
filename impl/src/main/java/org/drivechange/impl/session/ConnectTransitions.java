// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.connection.ConnectionParameters;
import org.drivechange.impl.connection.ConnectionState;
import org.drivechange.impl.connection.EngineIoProtocol;
import org.drivechange.impl.connection.Failure;
import org.drivechange.impl.connection.FrameRedactor;
import org.drivechange.impl.connection.ProtocolEvent;
import org.drivechange.impl.connection.ProtocolStep;
import org.drivechange.impl.diagnostics.ErrorCode;
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
import org.drivechange.impl.socketio.SocketIoException;

/** From the wish for a link to a joined namespace, whether it is a session's first link or a renewal's. Pure. */
final class ConnectTransitions {

    /** After so long, a turn that has not come is asked for again. */
    private static final Duration PERMIT_TIMEOUT = Duration.ofMinutes(5);

    private final SessionKey key;
    private final SessionSettings settings;
    private final ProtocolSignals protocol;

    ConnectTransitions(SessionKey key, SessionSettings settings, ProtocolSignals protocol) {
        this.key = key;
        this.settings = settings;
        this.protocol = protocol;
    }

    /** The first state of an attempt, and what it asks for. */
    AttemptResult.Pending begin(long id, Optional<ReusableSubscription> usable, Instant now) {
        return usable.map(resume -> pending(
                        Subscribing.resuming(id, resume, now.plus(PERMIT_TIMEOUT)), new Command.AcquirePermit(id)))
                .orElseGet(() -> requestToken(id, now));
    }

    private AttemptResult.Pending requestToken(long id, Instant now) {
        return pending(
                Subscribing.initial(id, now.plus(settings.connectTimeout())),
                new Command.RequestToken(id, Optional.empty()));
    }

    /** A turn may come after Graph has throttled another session of the account. */
    static boolean throttled(RetryHistory history, Attempt attempt, Signal signal, Instant now) {
        return signal instanceof Signal.PermitGranted
                && attempt instanceof Subscribing acquiring
                && acquiring.stage() == Stage.PERMIT
                && acquiring.token().isPresent()
                && history.throttledUntil().isAfter(now);
    }

    AttemptResult onSignal(Attempt attempt, Signal signal, Instant now) {
        if (signal instanceof Signal.Tick) {
            return onTick(attempt, now);
        }
        if (!(signal instanceof Signal.AttemptSignal ours) || ours.attempt() != attempt.id()) {
            return pending(attempt);
        }
        if (attempt instanceof Subscribing acquiring) {
            return subscribing(acquiring, signal, now);
        }
        if (attempt instanceof Connecting connecting) {
            return connecting(connecting, signal);
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
        if (attempt instanceof Subscribing acquiring && acquiring.stage() == Stage.PERMIT) {
            return pending(acquiring.withDeadline(now.plus(PERMIT_TIMEOUT)), new Command.AcquirePermit(acquiring.id()));
        }
        if (attempt instanceof Subscribing acquiring) {
            boolean token = acquiring.stage() == Stage.TOKEN;
            ErrorCode failure = token ? ErrorCode.TOKEN_TIMEOUT : ErrorCode.GRAPH_TIMEOUT;
            return failed(attempt, Failure.of(new GraphFailure(failure, ""), phase(acquiring.stage())));
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

    private AttemptResult subscribing(Subscribing state, Signal signal, Instant now) {
        if (state.stage() == Stage.PERMIT && signal instanceof Signal.PermitGranted) {
            return permitGranted(state, now);
        }
        if (state.stage() == Stage.TOKEN && signal instanceof Signal.TokenReceived came) {
            return pending(
                    state.withToken(came.token(), now.plus(PERMIT_TIMEOUT)), new Command.AcquirePermit(state.id()));
        }
        if (state.stage() != Stage.PERMIT && signal instanceof Signal.SubscriptionReceived answered) {
            return responded(state, answered.answer(), now);
        }
        return pending(state);
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
        } catch (SocketIoException malformed) {
            return unusable(state, ErrorCode.NOTIFICATION_URL_MALFORMED, malformed.getMessage());
        }
        if (!settings.hosts().allows(url.host())) {
            return unusable(state, ErrorCode.NOTIFICATION_HOST_NOT_ALLOWED, "the host is " + url.host());
        }
        if (!url.secure() && !settings.hosts().allowsPlain(url.host())) {
            return unusable(state, ErrorCode.NOTIFICATION_URL_INSECURE, "the host is " + url.host());
        }
        // the answer may have been read late, and its life begins before it is sent
        Instant asked = state.due().minus(settings.connectTimeout());
        Lease lease = Lease.of(url, subscription.life(), settings, asked);
        return open(state.id(), lease, now.plus(settings.connectTimeout()), Optional.empty());
    }

    private static AttemptResult unusable(Subscribing state, ErrorCode failure, String found) {
        return failed(state, Failure.of(new GraphFailure(failure, found), phase(state.stage())));
    }

    private AttemptResult open(long id, Lease lease, Instant deadline, Optional<ReusableSubscription> resume) {
        return pending(
                new Connecting(id, lease, deadline, resume),
                new Command.OpenConnection(
                        id, lease.url().engineUri(settings.wire().revision().wire())));
    }

    private AttemptResult connecting(Connecting state, Signal signal) {
        if (signal instanceof Signal.ConnectionOpened) {
            Optional<Recovery> recovery = state.resume().flatMap(ReusableSubscription::recovery);
            ConnectionParameters terms = new ConnectionParameters(
                    key, state.lease().url(), recovery, settings.wire().maxMessageSize());
            ConnectionState connection =
                    ConnectionState.initial(state.id(), terms, settings.wire().revision());
            return pending(new Joining(connection, state.lease(), state.due(), state.resume()));
        }
        if (signal instanceof Signal.ConnectionLost lost) {
            String found = FrameRedactor.secrets(lost.found(), state.lease().url());
            boolean gone = lost.refused() && state.resume().isPresent();
            return notOpened(state, gone, ErrorCode.WEBSOCKET_NOT_OPENED, found);
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
            } else if (event instanceof ProtocolEvent.Joined welcome) {
                return new AttemptResult.Joined(next, state.lease(), welcome, step.events());
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
     * The WebSocket did not open.
     *
     * @param gone whether the host of a subscription that was taken up again cannot be connected to any more
     */
    private static AttemptResult notOpened(Connecting state, boolean gone, ErrorCode failure, String found) {
        return new AttemptResult.Failed(
                Failure.of(failure, "opening the WebSocket", found),
                gone ? Optional.empty() : state.resume().flatMap(ReusableSubscription::again),
                gone,
                List.of(new Command.Abandon(state.id(), false)));
    }

    private static String phase(Stage stage) {
        return stage == Stage.TOKEN ? "getting an access token" : "asking Graph for the endpoint";
    }
}
