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
 * Engine.IO and Socket.IO state of one connection.
 *
 * @param attempt id of the attempt that opened the connection
 * @param version revision in effect on this connection
 * @param attachments binary packet that is being received
 */
public record ConnectionState(
        long attempt,
        ConnectionParameters parameters,
        EngineIoVersion version,
        Stage stage,
        Optional<Attachments> attachments) {

    public sealed interface Stage {}

    /** WebSocket open; awaiting the handshake. */
    public record AwaitingHandshake() implements Stage {}

    /** CONNECT sent; awaiting its answer. */
    record Joining(Handshake handshake, Heartbeat heartbeat, PreJoinBuffer buffer) implements Stage {}

    /**
     * Namespace joined.
     *
     * @param pid private id that recovers the connection
     * @param offset offset of the last event
     * @param last last notification
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

        /**
         * Disables recovery. A server does not keep events that require an acknowledgement, so its replay would be incomplete.
         */
        Joined withoutRecovery() {
            return new Joined(heartbeat, lastArrival, Optional.empty(), Optional.empty(), last);
        }

        Joined withLast(Optional<LastNotification> notification) {
            return new Joined(heartbeat, lastArrival, pid, offset, notification);
        }

        @Override
        public String toString() {
            return "Joined[" + heartbeat + ", " + lastArrival + ", recovery redacted]";
        }
    }

    public static ConnectionState initial(long attempt, ConnectionParameters parameters, EngineIoVersion revision) {
        return new ConnectionState(attempt, parameters, revision, new AwaitingHandshake(), Optional.empty());
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

    /** Returns the arrival time of the last packet. Requires a joined namespace. */
    public Instant lastArrival() {
        return ((Joined) stage).lastArrival();
    }

    /** Returns the time of the next tick, {@link Instant#MAX} before the handshake. */
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
        return "ConnectionState[attempt=" + attempt + ", " + parameters.key() + ", " + version + ", "
                + stage.getClass().getSimpleName() + "]";
    }
}
