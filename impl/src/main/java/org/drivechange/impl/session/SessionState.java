// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.impl.connection.ConnectionState;
import org.drivechange.impl.graph.AccessToken;

/** State of a session, with exactly the data that is valid in it. */
public sealed interface SessionState {

    /** The phase of this state, for operators. */
    SessionPhase phase();

    /** Time of the next tick, {@link Instant#MAX} for none. A session has one timer, armed for this time. */
    default Instant due() {
        return Instant.MAX;
    }

    /** Not started. */
    record Idle() implements SessionState {
        @Override
        public SessionPhase phase() {
            return SessionPhase.IDLE;
        }
    }

    /** An attempt in progress, up to the joined namespace. */
    sealed interface Attempt extends SessionState {
        long id();
    }

    /** Stages of {@link Subscribing}, named after the awaited answer. */
    enum Stage {
        PERMIT,
        TOKEN,
        SUBSCRIPTION
    }

    /**
     * Obtaining a subscription: first an access token, which may take long, then a permit, then the answer of Graph.
     *
     * @param due timeout of the stage; a permit is then requested again, as its signal may have been lost
     * @param token token for the request to Graph
     * @param retried whether a fresh token was requested already
     * @param resume reusable subscription; the state then waits for a permit only
     */
    record Subscribing(
            long id,
            Stage stage,
            Instant due,
            Optional<AccessToken> token,
            boolean retried,
            Optional<ReusableSubscription> resume)
            implements Attempt {

        @Override
        public SessionPhase phase() {
            return SessionPhase.SUBSCRIBING;
        }

        /** Starts with a reusable subscription, which needs no token. */
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
     * @param resume reused subscription, empty for a new one
     */
    record Connecting(long id, Lease lease, Instant due, Optional<ReusableSubscription> resume) implements Attempt {
        @Override
        public SessionPhase phase() {
            return SessionPhase.CONNECTING;
        }
    }

    /** WebSocket open; awaiting the handshake and the CONNECT answer. */
    record Joining(ConnectionState connection, Lease lease, Instant deadline, Optional<ReusableSubscription> resume)
            implements Attempt {
        @Override
        public SessionPhase phase() {
            return SessionPhase.JOINING;
        }

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
     * Namespace joined; notifications flow.
     *
     * @param openedAt time at which the session opened; renewals do not change it
     * @param renewAt time of the next renewal
     * @param failedRenewals number of consecutive failed renewals
     * @param draining connection that the last renewal replaced
     */
    record Open(
            ConnectionState connection,
            Lease lease,
            Instant openedAt,
            Instant renewAt,
            int failedRenewals,
            Optional<Draining> draining)
            implements SessionState {

        @Override
        public SessionPhase phase() {
            return SessionPhase.OPEN;
        }

        long attempt() {
            return connection.attempt();
        }

        /** Returns whether a signal concerns this connection. Ticks do. */
        boolean owns(Signal signal) {
            return signal instanceof Signal.Tick
                    || (signal instanceof Signal.AttemptSignal attemptSignal && attemptSignal.attempt() == attempt());
        }

        /** Returns the time up to which no notification is missing if this connection and a draining one are lost now. */
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
            // one renewal at a time: the next one waits until the previous connection is drained
            Instant next = earlier(draining.map(Draining::until).orElse(renewAt), lease.expiresAt());
            return earlier(next, connection.due());
        }
    }

    /**
     * A replaced connection, read until everything that the server sent before has arrived. Two connections have no common
     * order.
     *
     * @param pongReceived whether everything has arrived, as far as the transport shows
     */
    record Draining(ConnectionState connection, Instant until, boolean pongReceived) {

        long attempt() {
            return connection.attempt();
        }

        /** Returns whether nothing more can arrive on the connection. */
        boolean complete() {
            return pongReceived && connection.attachments().isEmpty();
        }

        Draining withConnection(ConnectionState next) {
            return new Draining(next, until, pongReceived);
        }
    }

    /** Open, with a renewal in progress; the old connection delivers. */
    record Renewing(Open current, Attempt next) implements SessionState {
        @Override
        public SessionPhase phase() {
            return SessionPhase.RENEWING;
        }

        @Override
        public Instant due() {
            return earlier(earlier(current.connection().due(), current.lease().expiresAt()), next.due());
        }
    }

    /** Waiting for the next attempt. */
    record Waiting(Instant until, Optional<ReusableSubscription> resume) implements SessionState {
        @Override
        public SessionPhase phase() {
            return SessionPhase.WAITING;
        }

        @Override
        public Instant due() {
            return until;
        }
    }

    /** Stopped. Terminal. */
    record Stopped() implements SessionState {
        @Override
        public SessionPhase phase() {
            return SessionPhase.STOPPED;
        }
    }

    static Instant earlier(Instant first, Instant second) {
        return first.isBefore(second) ? first : second;
    }
}
