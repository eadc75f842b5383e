// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.connection.ConnectionState.AwaitingHandshake;
import org.drivechange.impl.connection.ConnectionState.Joined;
import org.drivechange.impl.connection.ConnectionState.Joining;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.engineio.EngineCodec;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.engineio.EnginePacket;
import org.drivechange.impl.engineio.Handshake;
import org.drivechange.impl.engineio.Heartbeat;
import org.drivechange.impl.json.ConnectJson;
import org.drivechange.impl.json.HandshakeJson;
import org.drivechange.impl.socketio.Attachments;
import org.drivechange.impl.socketio.SocketCodec;
import org.drivechange.impl.socketio.SocketPacket;

/**
 * Engine.IO protocol of a connection: handshake, heartbeat, messages. Pure: maps a connection state, a frame and the time to
 * the next state and protocol events.
 *
 * @see <a href="https://socket.io/docs/v4/engine-io-protocol/">The Engine.IO protocol</a>
 */
public final class EngineIoProtocol {

    /** Maximum length of echoed ping data. Only probes have data. */
    private static final int MAX_ECHO = 128;

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
        ConnectionState alive = connection.withStage(withPacket(connection.stage(), packet, timing));
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
        if (connection.stage() instanceof AwaitingHandshake) {
            return ProtocolStep.unchanged(connection);
        }
        Heartbeat heartbeat = heartbeat(connection.stage());
        if (!now.isBefore(heartbeat.deadline())) {
            return failed(connection, ErrorCode.HEARTBEAT_MISSED, "");
        }
        if (heartbeat.pingDue(now)) {
            return new ProtocolStep(
                    connection.withStage(withHeartbeat(connection.stage(), heartbeat.afterPing(now))),
                    List.of(new ProtocolEvent.SendFrame(EngineCodec.ping())));
        }
        return ProtocolStep.unchanged(connection);
    }

    private ProtocolStep packet(ConnectionState connection, EnginePacket packet, PacketTiming timing)
            throws ProtocolException {
        if (connection.stage() instanceof AwaitingHandshake) {
            return handshake(connection, packet, timing.now());
        }
        ConnectionState alive = connection.withStage(withPacket(connection.stage(), packet, timing));
        if (packet instanceof EnginePacket.Message message) {
            return message(alive, SocketCodec.decode(message.frame(), message.from()), timing);
        }
        if (packet instanceof EnginePacket.Binary binary) {
            return attachment(alive, binary.data(), timing);
        }
        if (packet instanceof EnginePacket.Ping ping && connection.version() == EngineIoVersion.EIO4) {
            String echo = ping.data().length() <= MAX_ECHO ? ping.data() : "";
            return new ProtocolStep(alive, List.of(new ProtocolEvent.SendFrame(EngineCodec.pong(echo))));
        }
        if (packet instanceof EnginePacket.Open) {
            return failed(connection, ErrorCode.PACKET_MALFORMED, "expected no second Engine.IO handshake");
        }
        // the other packets have no meaning on a WebSocket; the reference clients also ignore them
        return ProtocolStep.unchanged(alive);
    }

    private ProtocolStep handshake(ConnectionState connection, EnginePacket packet, Instant now)
            throws ProtocolException {
        if (!(packet instanceof EnginePacket.Open open)) {
            return failed(connection, ErrorCode.PACKET_MALFORMED, "expected the Engine.IO handshake first");
        }
        Handshake handshake = HandshakeJson.read(open.json());
        Heartbeat heartbeat = Heartbeat.start(connection.version(), handshake, now);
        PreJoinBuffer buffer =
                PreJoinBuffer.empty(connection.parameters().recovery().map(recovery -> recovery.offset()));
        ConnectionState joining = connection.withStage(new Joining(handshake, heartbeat, buffer));
        List<ProtocolEvent> connect = new ArrayList<>();
        connectPacket(connection)
                .ifPresent(socketPacket -> connect.add(new ProtocolEvent.SendFrame(EngineCodec.message(socketPacket))));
        return new ProtocolStep(joining, connect);
    }

    private static Optional<String> connectPacket(ConnectionState connection) {
        ConnectionParameters parameters = connection.parameters();
        if (connection.version() == EngineIoVersion.EIO3) {
            // the server itself joins the root namespace, and a bare CONNECT makes some servers close
            return parameters.namespace().equals("/")
                    ? Optional.empty()
                    : Optional.of(SocketCodec.connectWithQuery(
                            parameters.namespace(), parameters.url().query()));
        }
        return Optional.of(parameters
                .recovery()
                .map(recovery -> SocketCodec.connect(parameters.namespace(), ConnectJson.recovery(recovery)))
                .orElseGet(() -> SocketCodec.connect(parameters.namespace())));
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

    private static Heartbeat heartbeat(ConnectionState.Stage stage) {
        return stage instanceof Joining joining ? joining.heartbeat() : ((Joined) stage).heartbeat();
    }

    private static ConnectionState.Stage withPacket(
            ConnectionState.Stage stage, EnginePacket packet, PacketTiming timing) {
        Heartbeat heartbeat = heartbeat(stage).afterPacket(packet, timing.now());
        return stage instanceof Joined joined
                ? joined.withHeartbeat(heartbeat, timing.arrived())
                : withHeartbeat(stage, heartbeat);
    }

    private static ConnectionState.Stage withHeartbeat(ConnectionState.Stage stage, Heartbeat heartbeat) {
        return stage instanceof Joined joined
                ? joined.withHeartbeat(heartbeat, joined.lastArrival())
                : new Joining(((Joining) stage).handshake(), heartbeat, ((Joining) stage).buffer());
    }

    private static ProtocolStep failed(ConnectionState connection, ErrorCode problem, String found) {
        return ProtocolStep.failed(connection, Failure.of(problem, phase(connection), found));
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
