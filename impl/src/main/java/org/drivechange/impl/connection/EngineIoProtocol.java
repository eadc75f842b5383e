// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.connection.ConnectionState.AwaitingHandshake;
import org.drivechange.impl.connection.ConnectionState.Joined;
import org.drivechange.impl.connection.ConnectionState.Joining;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.engineio.EngineCodec;
import org.drivechange.impl.engineio.EnginePacket;
import org.drivechange.impl.retry.Failure;
import org.drivechange.impl.socketio.Attachments;
import org.drivechange.impl.socketio.SocketCodec;
import org.drivechange.impl.socketio.SocketPacket;

/**
 * Engine.IO protocol of a connection: limits, decodes and dispatches its frames. Pure: maps a connection state, a frame and the
 * time to the next state and protocol events.
 *
 * @see <a href="https://socket.io/docs/v4/engine-io-protocol/">The Engine.IO protocol</a>
 */
public final class EngineIoProtocol {

    private final SocketIoProtocol namespace = new SocketIoProtocol();

    /**
     * Processes a text frame.
     *
     * @param arrived earliest time at which the frame may have arrived
     */
    public ProtocolStep onText(ConnectionState connection, String frame, Instant arrived, Instant now) {
        return text(connection, frame, timing(connection, arrived, now));
    }

    /**
     * Processes a binary frame.
     *
     * @param arrived earliest time at which the frame may have arrived
     */
    public ProtocolStep onBinary(ConnectionState connection, ByteBuffer frame, Instant arrived, Instant now) {
        return binary(connection, frame, timing(connection, arrived, now));
    }

    /**
     * Fails the connection because a message was too large.
     *
     * @param found text of the transport
     */
    public ProtocolStep onTooLarge(ConnectionState connection, String found) {
        return failed(connection, ErrorCode.MESSAGE_TOO_LARGE, FrameRedactor.secrets(found, connection));
    }

    /**
     * Fails the connection because the WebSocket is closed.
     *
     * @param found text of the transport
     */
    public ProtocolStep onClosed(ConnectionState connection, String found) {
        String detail = withRevisionHint(connection, FrameRedactor.secrets(found, connection));
        return failed(connection, ErrorCode.CONNECTION_LOST, detail);
    }

    private static PacketTiming timing(ConnectionState connection, Instant arrived, Instant now) {
        Instant arrival = arrived.isBefore(now) ? arrived : now;
        return new PacketTiming(
                now, arrival, connection.stage() instanceof Joined joined ? joined.lastArrival() : arrival);
    }

    private static String withRevisionHint(ConnectionState connection, String found) {
        return connection.stage() instanceof AwaitingHandshake
                ? found + "; the server may use another revision, see drivechange.engine-io"
                : found;
    }

    private ProtocolStep text(ConnectionState connection, String frame, PacketTiming timing) {
        int limit = connection.parameters().maxMessageSize();
        // a character takes at most three bytes, so most frames need no measuring
        if (frame.length() > limit / 3 && frame.getBytes(StandardCharsets.UTF_8).length > limit) {
            return failed(connection, ErrorCode.MESSAGE_TOO_LARGE, frame.length() + " characters");
        }
        try {
            EnginePacket packet = EngineCodec.decode(connection.version(), frame);
            Optional<LastNotification> repeated = repeated(connection, frame);
            return repeated.isPresent()
                    ? repeat(connection, packet, repeated.get(), timing)
                    : packet(connection, packet, timing);
        } catch (ProtocolException e) {
            return malformed(connection, e);
        }
    }

    private static Optional<LastNotification> repeated(ConnectionState connection, String frame) {
        return connection.stage() instanceof Joined joined
                        && connection.attachments().isEmpty()
                ? joined.last().filter(last -> last.frame().equals(frame))
                : Optional.empty();
    }

    private static ProtocolStep repeat(
            ConnectionState connection, EnginePacket packet, LastNotification repeated, PacketTiming timing) {
        ConnectionState alive = HeartbeatProtocol.afterPacket(connection, packet, timing);
        return new ProtocolStep(alive, List.of(repeated.at(timing)));
    }

    private ProtocolStep binary(ConnectionState connection, ByteBuffer frame, PacketTiming timing) {
        if (frame.remaining() > connection.parameters().maxMessageSize()) {
            return failed(connection, ErrorCode.MESSAGE_TOO_LARGE, frame.remaining() + " bytes");
        }
        try {
            return packet(connection, EngineCodec.decode(connection.version(), frame), timing);
        } catch (ProtocolException e) {
            return malformed(connection, e);
        }
    }

    /** Fails the connection. The exception quotes the frame, which may contain a secret that the server sent back. */
    private static ProtocolStep malformed(ConnectionState connection, Exception e) {
        String found = FrameRedactor.secrets(e.getMessage(), connection);
        return failed(connection, ErrorCode.PACKET_MALFORMED, found);
    }

    /** Sends a ping that is due. Fails a connection whose heartbeat is late. */
    public ProtocolStep onTick(ConnectionState connection, Instant now) {
        return HeartbeatProtocol.onTick(connection, now);
    }

    private ProtocolStep packet(ConnectionState connection, EnginePacket packet, PacketTiming timing)
            throws ProtocolException {
        if (connection.stage() instanceof AwaitingHandshake) {
            return HandshakeProtocol.onPacket(connection, packet, timing.now());
        }
        ConnectionState alive = HeartbeatProtocol.afterPacket(connection, packet, timing);
        if (packet instanceof EnginePacket.Message message) {
            return message(alive, SocketCodec.decode(message.frame(), message.from()), timing);
        }
        if (packet instanceof EnginePacket.Binary binary) {
            return attachment(alive, binary.data(), timing);
        }
        if (packet instanceof EnginePacket.Ping ping) {
            return HeartbeatProtocol.onPing(alive, ping);
        }
        if (packet instanceof EnginePacket.Open) {
            return failed(connection, ErrorCode.PACKET_MALFORMED, "expected no second Engine.IO handshake");
        }
        // the other packets have no meaning on a WebSocket; the reference clients also ignore them
        return ProtocolStep.unchanged(alive);
    }

    private ProtocolStep message(ConnectionState alive, SocketPacket packet, PacketTiming timing)
            throws ProtocolException {
        if (alive.attachments().isPresent()) {
            return failed(alive, ErrorCode.PACKET_MALFORMED, "expected an attachment but found a text message");
        }
        if (packet.attachments() > 0) {
            Attachments begun = Attachments.begin(packet, alive.parameters().maxMessageSize());
            return ProtocolStep.unchanged(alive.withAttachments(Optional.of(begun)));
        }
        return namespace.packet(alive, packet, List.of(), timing);
    }

    private ProtocolStep attachment(ConnectionState alive, byte[] data, PacketTiming timing) throws ProtocolException {
        if (alive.attachments().isEmpty()) {
            return failed(alive, ErrorCode.PACKET_MALFORMED, "expected no binary message outside a binary packet");
        }
        Attachments received = alive.attachments().get().add(data);
        if (!received.complete()) {
            return ProtocolStep.unchanged(alive.withAttachments(Optional.of(received)));
        }
        return namespace.packet(
                alive.withAttachments(Optional.empty()), received.header(), received.received(), timing);
    }

    /** Fails a connection. */
    static ProtocolStep failed(ConnectionState connection, ErrorCode code, String found) {
        return ProtocolStep.failed(connection, Failure.of(code, phase(connection), found));
    }

    public static String phase(ConnectionState connection) {
        if (connection.stage() instanceof AwaitingHandshake) {
            return "waiting for the Engine.IO handshake";
        }
        return connection.stage() instanceof Joining
                ? "joining the namespace " + connection.parameters().namespace()
                : "open";
    }
}
