// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.Subscription;
import org.drivechange.impl.graph.SubscriptionResult;
import org.drivechange.impl.retry.Failure;
import org.drivechange.impl.session.SessionState.Attempt;
import org.drivechange.impl.session.SessionState.Connecting;
import org.drivechange.impl.session.SessionState.Stage;
import org.drivechange.impl.session.SessionState.Subscribing;
import org.drivechange.impl.socketio.NotificationUrl;

/** Transitions of an attempt until it has a subscription: access token, permit, Graph's answer. Pure. */
final class SubscribeTransitions {

    /** Time after which a permit that was not granted is requested again. */
    private static final Duration PERMIT_TIMEOUT = Duration.ofMinutes(5);

    private final SessionSettings settings;

    SubscribeTransitions(SessionSettings settings) {
        this.settings = settings;
    }

    /** Returns the first state of an attempt, with its commands. */
    AttemptResult.Pending begin(long id, Optional<ReusableSubscription> usable, Instant now) {
        return usable.map(resume -> AttemptResult.pending(
                        Subscribing.resuming(id, resume, now.plus(PERMIT_TIMEOUT)), new Command.AcquirePermit(id)))
                .orElseGet(() -> requestToken(id, now));
    }

    private AttemptResult.Pending requestToken(long id, Instant now) {
        return AttemptResult.pending(
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

    static AttemptResult timedOut(Subscribing state, Instant now) {
        if (state.stage() == Stage.PERMIT) {
            return AttemptResult.pending(
                    state.withDeadline(now.plus(PERMIT_TIMEOUT)), new Command.AcquirePermit(state.id()));
        }
        ErrorCode failure = state.stage() == Stage.TOKEN ? ErrorCode.TOKEN_TIMEOUT : ErrorCode.GRAPH_TIMEOUT;
        return AttemptResult.failed(state, Failure.of(new GraphFailure(failure, ""), phase(state.stage())));
    }

    AttemptResult onSignal(Subscribing state, Signal signal, Instant now) {
        if (state.stage() == Stage.PERMIT && signal instanceof Signal.PermitGranted) {
            return permitGranted(state, now);
        }
        if (state.stage() == Stage.TOKEN && signal instanceof Signal.TokenReceived received) {
            return AttemptResult.pending(
                    state.withToken(received.token(), now.plus(PERMIT_TIMEOUT)), new Command.AcquirePermit(state.id()));
        }
        if (state.stage() != Stage.PERMIT && signal instanceof Signal.SubscriptionReceived received) {
            return responded(state, received.answer(), now);
        }
        return AttemptResult.pending(state);
    }

    private AttemptResult permitGranted(Subscribing state, Instant now) {
        Instant deadline = now.plus(settings.connectTimeout());
        if (state.token().isPresent()) {
            return AttemptResult.pending(
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
        if (failure.code() != ErrorCode.GRAPH_UNAUTHORIZED) {
            return AttemptResult.failed(state, Failure.of(failure, phase(state.stage())));
        }
        AccessToken rejected = state.token().orElseThrow().challenged(failure.claims());
        return state.retried()
                ? AttemptResult.failed(
                        state,
                        Failure.of(failure, phase(state.stage())),
                        new Command.RejectToken(rejected, settings.connectTimeout()))
                : AttemptResult.pending(
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
        Lease lease = Lease.of(url, subscription.lifetime(), settings, requestedAt);
        return open(state.id(), lease, now.plus(settings.connectTimeout()), Optional.empty());
    }

    private static AttemptResult unusable(Subscribing state, ErrorCode failure, String detail) {
        return AttemptResult.failed(state, Failure.of(new GraphFailure(failure, detail), phase(state.stage())));
    }

    private AttemptResult open(long id, Lease lease, Instant deadline, Optional<ReusableSubscription> resume) {
        return AttemptResult.pending(
                new Connecting(id, lease, deadline, resume),
                new Command.OpenConnection(
                        id, lease.url().engineUri(settings.wire().revision().wire())));
    }

    private static String phase(Stage stage) {
        return stage == Stage.TOKEN ? "getting an access token" : "asking Graph for the endpoint";
    }
}
