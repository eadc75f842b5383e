// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.connection.ConnectionState;
import org.drivechange.impl.connection.ProtocolStep;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.retry.Failure;
import org.drivechange.impl.session.SessionState.Draining;
import org.drivechange.impl.session.SessionState.Open;

/**
 * Transitions of the connection that a renewal has replaced: reads from it until everything that the server sent on it has
 * arrived. Two connections have no common order, so an answer on the new one does not show that the old one is drained. The
 * pong to a ping sent afterwards on the old one does. Without a pong, a catch-up event replaces notifications that may be lost.
 * Pure.
 */
final class DrainTransitions {

    /** Maximum time to read on after the pong, for data that the server had not yet passed to its transport. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    /** Divisor of the remaining lifetime of a short subscription for the same purpose. */
    private static final int PART_OF_LIFE = 60;

    /** Maximum time to wait for a pong. */
    private static final Duration PONG_TIMEOUT = Duration.ofSeconds(30);

    private final SessionReporter reporter;
    private final ProtocolSignals protocol;

    DrainTransitions(SessionReporter reporter, ProtocolSignals protocol) {
        this.reporter = reporter;
        this.protocol = protocol;
    }

    /** Starts to drain the replaced connection, until the next renewal at the latest. */
    static Draining begin(ConnectionState replaced, Lease next, Instant now) {
        return new Draining(replaced, SessionState.earlier(now.plus(PONG_TIMEOUT), next.renewAt()), false);
    }

    /** Handles a signal of the replaced connection. Ignores other signals. */
    Transition onSignal(RetryHistory history, Open open, Signal signal, Instant now) {
        return open.draining()
                .filter(old -> signal instanceof Signal.AttemptSignal attemptSignal
                        && attemptSignal.attempt() == old.attempt())
                .map(old -> onSignal(history, open, old, signal, now))
                .orElseGet(() -> Transition.of(history, open));
    }

    /** Closes the draining connection when its time is over. Empty if nothing is due. */
    Optional<Transition> onTick(RetryHistory history, Open open, Instant now) {
        return open.draining()
                .filter(old -> !now.isBefore(old.until()))
                .map(old -> old.complete()
                        ? drained(history, open, old)
                        : abandoned(history, open, old, "the server does not answer a ping", now));
    }

    private Transition onSignal(RetryHistory history, Open open, Draining old, Signal signal, Instant now) {
        if (signal instanceof Signal.PongReceived) {
            return old.pongReceived() ? Transition.of(history, open) : pongReceived(history, open, old, now);
        }
        ProtocolStep step = protocol.apply(old.connection(), signal, now);
        if (step.failure().isPresent()) {
            Failure failure = step.failure().get();
            boolean closed = failure.transport() || failure.code() == ErrorCode.DISCONNECTED;
            return closed && old.complete()
                    ? drained(history, open, old)
                    : abandoned(history, open, old, failure.detail(), now);
        }
        Open next = open.draining(Optional.of(old.withConnection(step.connection())));
        return Transition.of(history, next, reporter.commandsFor(old.attempt(), step.events(), now));
    }

    /** Marks the old connection as complete. From now on it delivers at most what the new connection delivers too. */
    private static Transition pongReceived(RetryHistory history, Open open, Draining old, Instant now) {
        Duration part = Duration.between(now, open.lease().expiresAt()).dividedBy(PART_OF_LIFE);
        Instant end = now.plus(part.compareTo(LINGER) < 0 ? part : LINGER);
        return Transition.of(history, open.draining(Optional.of(new Draining(old.connection(), end, true))));
    }

    private static Transition drained(RetryHistory history, Open open, Draining old) {
        return Transition.of(history, open.draining(Optional.empty()), new Command.Abandon(old.attempt(), false));
    }

    /** Closes the connection before it is drained. */
    private Transition abandoned(RetryHistory history, Open open, Draining old, String detail, Instant now) {
        Failure failure = Failure.of(ErrorCode.DRAIN_INCOMPLETE, "open", detail);
        List<Command> reported =
                reporter.incompleteDrain(history, failure, old.connection().lastArrival(), now);
        Transition drained = drained(history.withLastReported(failure.code(), now), open, old);
        return drained.precededBy(reported);
    }
}
