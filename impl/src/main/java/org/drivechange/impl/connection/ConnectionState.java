// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.engineio.Handshake;
import org.drivechange.impl.engineio.Heartbeat;
import org.drivechange.impl.socketio.Attachments;
import org.drivechange.impl.socketio.Recovery;

/**
 * How far one link's Engine.IO and Socket.IO conversation has come.
 *
 * @param attempt the id of the attempt that opened the link
 * @param version the rules that hold on this link
 * @param attachments the binary packet that is being received
 */
public record ConnectionState(
        long attempt,
        ConnectionParameters parameters,
        EngineIoVersion version,
        Stage stage,
        Optional<Attachments> attachments) {

    public sealed interface Stage {}

    /** The WebSocket is open, the handshake has not come. */
    public record AwaitingHandshake() implements Stage {}

    /** CONNECT is sent. */
    record Joining(Handshake handshake, Heartbeat heartbeat, PreJoinBuffer buffer) implements Stage {}

    /**
     * The namespace is joined.
     *
     * @param pid the private id that recovers the connection
     * @param offset the last event's offset
     * @param last the last notification
     */
    record Joined(
            Heartbeat heartbeat,
            Instant lastArrival,
            Optional<String> pid,
            Optional<String> offset,
            Optional<LastNotification> last)
            implements Stage {

        Joined withHeartbeat(Heartbeat beat, Instant now) {
            return new Joined(beat, now, pid, offset, last);
        }

        Joined withOffset(Optional<String> newOffset) {
            return new Joined(heartbeat, lastArrival, pid, newOffset, last);
        }

        /** A server does not keep what it wants acknowledged, so that what it would replay is not all. */
        Joined withoutRecovery() {
            return new Joined(heartbeat, lastArrival, Optional.empty(), Optional.empty(), last);
        }

        Joined withLast(Optional<LastNotification> said) {
            return new Joined(heartbeat, lastArrival, pid, offset, said);
        }

        @Override
        public String toString() {
            return "Joined[" + heartbeat + ", " + lastArrival + ", recovery redacted]";
        }
    }

    public static ConnectionState initial(long link, ConnectionParameters terms, EngineIoVersion revision) {
        return new ConnectionState(link, terms, revision, new AwaitingHandshake(), Optional.empty());
    }

    ConnectionState withStage(Stage next) {
        return new ConnectionState(attempt, parameters, version, next, attachments);
    }

    ConnectionState withAttachments(Optional<Attachments> packet) {
        return new ConnectionState(attempt, parameters, version, stage, packet);
    }

    ConnectionState withVersion(EngineIoVersion rules, Stage next) {
        return new ConnectionState(attempt, parameters, rules, next, attachments);
    }

    /** When the last packet came; only once the namespace is joined. */
    public Instant lastArrival() {
        return ((Joined) stage).lastArrival();
    }

    /** When the conversation wants a tick; far away before the handshake. */
    public Instant due() {
        if (stage instanceof Joining joining) {
            return joining.heartbeat().next();
        }
        return stage instanceof Joined joined ? joined.heartbeat().next() : Instant.MAX;
    }

    public Optional<Recovery> recovery() {
        return stage instanceof Joined joined
                        && joined.pid().isPresent()
                        && joined.offset().isPresent()
                ? Optional.of(new Recovery(joined.pid().get(), joined.offset().get()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Conversation[link=" + attempt + ", " + parameters.key() + ", " + version + ", "
                + stage.getClass().getSimpleName() + "]";
    }
}
