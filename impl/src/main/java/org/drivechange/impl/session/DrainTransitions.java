// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.connection.ConnectionState;
import org.drivechange.impl.connection.Failure;
import org.drivechange.impl.connection.ProtocolStep;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.session.SessionState.Draining;
import org.drivechange.impl.session.SessionState.Open;

/**
 * Hears the link that a renewal has replaced until everything that the server sent on it has come. Two links keep no order
 * between them, so that an answer on the new one says nothing about the old one. The pong to a ping that was sent on the old
 * one afterwards does: the server was still there, in the namespace, when the new link had joined it, and all that came
 * before has come. Where there is none, a catch-up stands for what may be lost. Pure.
 */
final class DrainTransitions {

    /** The longest that is left for what a server had not handed to its transport when that answered our ping. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    /** What is left of a subscription's life for that, where it is short. */
    private static final int PART_OF_LIFE = 60;

    /** The longest that a pong is waited for. */
    private static final Duration PONG_TIMEOUT = Duration.ofSeconds(30);

    private final SessionReporter telling;
    private final ProtocolSignals protocol;

    DrainTransitions(SessionReporter telling, ProtocolSignals protocol) {
        this.telling = telling;
        this.protocol = protocol;
    }

    /** From now on the link is drained, at the longest until the next renewal. */
    static Draining begin(ConnectionState replaced, Lease next, Instant now) {
        return new Draining(replaced, SessionState.earlier(now.plus(PONG_TIMEOUT), next.renewAt()), false);
    }

    /** What a signal is to the link that was replaced; empty when it is not for that link. */
    Optional<Transition> onSignal(RetryHistory history, Open live, Signal signal, Instant now) {
        return live.draining()
                .filter(old -> signal instanceof Signal.AttemptSignal ours && ours.attempt() == old.attempt())
                .map(old -> onSignal(history, live, old, signal, now));
    }

    /** The end of a link whose time is over; empty when there is none. */
    Optional<Transition> onTick(RetryHistory history, Open live, Instant now) {
        return live.draining()
                .filter(old -> !now.isBefore(old.until()))
                .map(old -> old.complete()
                        ? drained(history, live, old)
                        : abandoned(history, live, old, "it does not answer a ping", now));
    }

    private Transition onSignal(RetryHistory history, Open live, Draining old, Signal signal, Instant now) {
        if (signal instanceof Signal.PongReceived) {
            return old.pongReceived() ? Transition.of(history, live) : pongReceived(history, live, old, now);
        }
        ProtocolStep heard = protocol.apply(old.connection(), signal, now);
        if (heard.failure().isPresent()) {
            Failure problem = heard.failure().get();
            boolean farewell = problem.transport() || problem.code() == ErrorCode.DISCONNECTED;
            return farewell && old.complete()
                    ? drained(history, live, old)
                    : abandoned(history, live, old, problem.detail(), now);
        }
        Open next = live.draining(Optional.of(old.withConnection(heard.connection())));
        return Transition.of(history, next, telling.commandsFor(old.attempt(), heard.events(), now));
    }

    /** From here on, the transport can only repeat what the new link says. */
    private static Transition pongReceived(RetryHistory history, Open live, Draining old, Instant now) {
        Duration part = Duration.between(now, live.lease().expiresAt()).dividedBy(PART_OF_LIFE);
        Instant end = now.plus(part.compareTo(LINGER) < 0 ? part : LINGER);
        return Transition.of(history, live.draining(Optional.of(new Draining(old.connection(), end, true))));
    }

    private static Transition drained(RetryHistory history, Open live, Draining old) {
        return Transition.of(history, live.draining(Optional.empty()), new Command.Abandon(old.attempt(), false));
    }

    /** The link is given up, with whatever is still on it. */
    private Transition abandoned(RetryHistory history, Open live, Draining old, String found, Instant now) {
        Failure problem = Failure.of(ErrorCode.DRAIN_INCOMPLETE, "open", found);
        List<Command> told =
                telling.incompleteDrain(history, problem, old.connection().lastArrival(), now);
        Transition drained = drained(history.withLastReported(problem.code(), now), live, old);
        return drained.precededBy(told);
    }
}
