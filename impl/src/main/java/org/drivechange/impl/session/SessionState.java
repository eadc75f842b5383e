// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.impl.connection.ConnectionState;
import org.drivechange.impl.graph.AccessToken;

/** Where a session stands, with exactly the data that is valid there. */
public sealed interface SessionState {

    /** The phase of this state, for operators. */
    default SessionPhase phase() {
        if (this instanceof Open) {
            return SessionPhase.OPEN;
        } else if (this instanceof Subscribing) {
            return SessionPhase.SUBSCRIBING;
        } else if (this instanceof Connecting) {
            return SessionPhase.CONNECTING;
        } else if (this instanceof Joining) {
            return SessionPhase.JOINING;
        } else if (this instanceof Renewing) {
            return SessionPhase.RENEWING;
        } else if (this instanceof Waiting) {
            return SessionPhase.WAITING;
        }
        return this instanceof Idle ? SessionPhase.IDLE : SessionPhase.STOPPED;
    }

    /** When this state wants a tick, {@link Instant#MAX} for never. The one timer that a session has armed. */
    default Instant due() {
        return Instant.MAX;
    }

    /** Nobody has started it. */
    record Idle() implements SessionState {}

    /** On the way to a joined namespace. */
    sealed interface Attempt extends SessionState {
        long id();
    }

    /** What {@link Subscribing} waits for. */
    enum Stage {
        PERMIT,
        TOKEN,
        SUBSCRIPTION
    }

    /**
     * Getting a subscription: an access token first, which may take long, then a turn, then Graph's answer.
     *
     * @param due when the stage has lasted too long; a turn is then asked for again, as its signal may have been lost
     * @param token the token that Graph is asked with
     * @param retried whether a fresh token was asked for already
     * @param resume a subscription that is still good, which makes this state a wait for a turn only
     */
    record Subscribing(
            long id,
            Stage stage,
            Instant due,
            Optional<AccessToken> token,
            boolean retried,
            Optional<ReusableSubscription> resume)
            implements Attempt {

        /** A subscription that is still good needs no token. */
        static Subscribing resuming(long id, ReusableSubscription resume, Instant deadline) {
            return new Subscribing(id, Stage.PERMIT, deadline, Optional.empty(), false, Optional.of(resume));
        }

        public static Subscribing initial(long id, Instant deadline) {
            return new Subscribing(id, Stage.TOKEN, deadline, Optional.empty(), false, Optional.empty());
        }

        Subscribing withToken(AccessToken with, Instant deadline) {
            return new Subscribing(id, Stage.PERMIT, deadline, Optional.of(with), retried, resume);
        }

        Subscribing withDeadline(Instant deadline) {
            return new Subscribing(id, stage, deadline, token, retried, resume);
        }

        Subscribing requesting(Instant deadline) {
            return new Subscribing(id, Stage.SUBSCRIPTION, deadline, token, retried, resume);
        }

        Subscribing retrying(Instant deadline) {
            return new Subscribing(id, Stage.TOKEN, deadline, Optional.empty(), true, resume);
        }
    }

    /**
     * Opening a WebSocket.
     *
     * @param resume what is taken up again, empty for a new subscription
     */
    record Connecting(long id, Lease lease, Instant due, Optional<ReusableSubscription> resume) implements Attempt {}

    /** The WebSocket is open; the handshake and the CONNECT answer are awaited. */
    record Joining(ConnectionState connection, Lease lease, Instant deadline, Optional<ReusableSubscription> resume)
            implements Attempt {
        @Override
        public long id() {
            return connection.attempt();
        }

        @Override
        public Instant due() {
            return earlier(deadline, connection.due());
        }
    }

    /**
     * The namespace is joined: notifications flow.
     *
     * @param openedAt since when, renewals not counted
     * @param renewAt when to get the next subscription
     * @param failedRenewals how many tries to renew have failed in a row
     * @param draining the link that a renewal has just replaced
     */
    record Open(
            ConnectionState connection,
            Lease lease,
            Instant openedAt,
            Instant renewAt,
            int failedRenewals,
            Optional<Draining> draining)
            implements SessionState {

        long attempt() {
            return connection.attempt();
        }

        /** Whether a signal concerns this state's connection: ticks do. */
        boolean owns(Signal signal) {
            return signal instanceof Signal.Tick
                    || (signal instanceof Signal.AttemptSignal ours && ours.attempt() == attempt());
        }

        /** The time until which no notification is missing if this connection, and one that drains, are lost now. */
        Instant completeUntil() {
            Instant last = connection.lastArrival();
            return draining.filter(old -> !old.complete())
                    .map(old -> earlier(old.connection().lastArrival(), last))
                    .orElse(last);
        }

        Open withConnection(ConnectionState next) {
            return new Open(next, lease, openedAt, renewAt, failedRenewals, draining);
        }

        Open withRenewalAt(Instant at) {
            return new Open(connection, lease, openedAt, at, failedRenewals + 1, draining);
        }

        Open draining(Optional<Draining> old) {
            return new Open(connection, lease, openedAt, renewAt, failedRenewals, old);
        }

        @Override
        public Instant due() {
            // one renewal at a time: the next one waits until the link of the last is drained
            Instant next = earlier(draining.map(Draining::until).orElse(renewAt), lease.expiresAt());
            return earlier(next, connection.due());
        }
    }

    /**
     * A link that was told to leave its namespace, and is heard until what the server sent before has arrived: two links keep
     * no order between them.
     *
     * @param pongReceived whether all has arrived, for what the transport knows
     */
    record Draining(ConnectionState connection, Instant until, boolean pongReceived) {

        long attempt() {
            return connection.attempt();
        }

        /** Whether nothing more can come on the link. */
        boolean complete() {
            return pongReceived && connection.attachments().isEmpty();
        }

        Draining withConnection(ConnectionState next) {
            return new Draining(next, until, pongReceived);
        }
    }

    /** The old link delivers while the next one is made. */
    record Renewing(Open current, Attempt next) implements SessionState {
        @Override
        public Instant due() {
            return earlier(earlier(current.connection().due(), current.lease().expiresAt()), next.due());
        }
    }

    /** Nothing is under way until the next try. */
    record Waiting(Instant until, Optional<ReusableSubscription> resume) implements SessionState {
        @Override
        public Instant due() {
            return until;
        }
    }

    /** The end. */
    record Stopped() implements SessionState {}

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
