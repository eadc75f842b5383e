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
import org.drivechange.impl.engineio.EngineCodec;
import org.drivechange.impl.engineio.EngineIoException;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.engineio.EnginePacket;
import org.drivechange.impl.engineio.Handshake;
import org.drivechange.impl.engineio.Heartbeat;
import org.drivechange.impl.json.ConnectJson;
import org.drivechange.impl.json.HandshakeJson;
import org.drivechange.impl.json.MalformedJsonException;
import org.drivechange.impl.socketio.Attachments;
import org.drivechange.impl.socketio.SocketCodec;
import org.drivechange.impl.socketio.SocketIoException;
import org.drivechange.impl.socketio.SocketPacket;

/**
 * The Engine.IO side of a link: handshake, heartbeat, messages. Pure: a conversation, a frame and the time give the
 * conversation's next state and what is to be said or told.
 *
 * @see <a href="https://socket.io/docs/v4/engine-io-protocol/">The Engine.IO protocol</a>
 */
public final class EngineIoProtocol {

    /** A pong repeats its ping's data, of which there is none but in a probe. */
    private static final int MAX_ECHO = 128;

    private final SocketIoProtocol namespace = new SocketIoProtocol();

    /**
     * Reads a text frame.
     *
     * @param arrived the earliest time at which the frame may have arrived
     */
    public ProtocolStep onText(ConnectionState conversation, String frame, Instant arrived, Instant now) {
        return text(conversation, frame, moment(conversation, arrived, now));
    }

    /**
     * Reads a binary frame.
     *
     * @param arrived the earliest time at which the frame may have arrived
     */
    public ProtocolStep onBinary(ConnectionState conversation, ByteBuffer frame, Instant arrived, Instant now) {
        return binary(conversation, frame, moment(conversation, arrived, now));
    }

    /**
     * Ends the conversation, as the transport could not read a message.
     *
     * @param found what the transport reports
     */
    public ProtocolStep onTooLarge(ConnectionState conversation, String found) {
        return over(conversation, ErrorCode.MESSAGE_TOO_LARGE, FrameRedactor.secrets(found, conversation));
    }

    /**
     * Ends the conversation, as the WebSocket is closed.
     *
     * @param found what the transport reports
     */
    public ProtocolStep onClosed(ConnectionState conversation, String found) {
        String hinted = hinted(conversation, FrameRedactor.secrets(found, conversation));
        return over(conversation, ErrorCode.CONNECTION_LOST, hinted);
    }

    private static PacketTiming moment(ConnectionState conversation, Instant arrived, Instant now) {
        Instant came = arrived.isBefore(now) ? arrived : now;
        return new PacketTiming(now, came, conversation.stage() instanceof Joined joined ? joined.lastArrival() : came);
    }

    private static String hinted(ConnectionState conversation, String found) {
        return conversation.stage() instanceof AwaitingHandshake
                ? found + "; the server may speak another revision, see drivechange.engine-io"
                : found;
    }

    private ProtocolStep text(ConnectionState conversation, String frame, PacketTiming moment) {
        int limit = conversation.parameters().maxMessageSize();
        // no character takes more than three bytes, so most frames need not be measured
        if (frame.length() > limit / 3 && frame.getBytes(StandardCharsets.UTF_8).length > limit) {
            return over(conversation, ErrorCode.MESSAGE_TOO_LARGE, frame.length() + " characters");
        }
        try {
            EnginePacket packet = EngineCodec.decode(conversation.version(), frame);
            Optional<LastNotification> repeated = repeated(conversation, frame);
            return repeated.isPresent()
                    ? again(conversation, packet, repeated.get(), moment)
                    : packet(conversation, packet, moment);
        } catch (EngineIoException | SocketIoException | MalformedJsonException malformed) {
            return malformed(conversation, malformed);
        }
    }

    private static Optional<LastNotification> repeated(ConnectionState conversation, String frame) {
        return conversation.stage() instanceof Joined joined
                        && conversation.attachments().isEmpty()
                ? joined.last().filter(last -> last.frame().equals(frame))
                : Optional.empty();
    }

    private static ProtocolStep again(
            ConnectionState conversation, EnginePacket packet, LastNotification repeated, PacketTiming moment) {
        ConnectionState alive = conversation.withStage(heard(conversation.stage(), packet, moment));
        return new ProtocolStep(alive, List.of(repeated.at(moment)));
    }

    private ProtocolStep binary(ConnectionState conversation, ByteBuffer frame, PacketTiming moment) {
        if (frame.remaining() > conversation.parameters().maxMessageSize()) {
            return over(conversation, ErrorCode.MESSAGE_TOO_LARGE, frame.remaining() + " bytes");
        }
        try {
            return packet(conversation, EngineCodec.decode(conversation.version(), frame), moment);
        } catch (EngineIoException | SocketIoException | MalformedJsonException malformed) {
            return malformed(conversation, malformed);
        }
    }

    /** The message quotes where the frame went wrong, perhaps a secret that the server sends back. */
    private static ProtocolStep malformed(ConnectionState conversation, Exception malformed) {
        String found = FrameRedactor.secrets(malformed.getMessage(), conversation);
        return over(conversation, ErrorCode.PACKET_MALFORMED, found);
    }

    /** Sends a ping that is due, and ends a conversation whose heartbeat is late. */
    public ProtocolStep onTick(ConnectionState conversation, Instant now) {
        if (conversation.stage() instanceof AwaitingHandshake) {
            return ProtocolStep.unchanged(conversation);
        }
        Heartbeat heartbeat = heartbeat(conversation.stage());
        if (!now.isBefore(heartbeat.deadline())) {
            return over(conversation, ErrorCode.HEARTBEAT_MISSED, "");
        }
        if (heartbeat.pingDue(now)) {
            return new ProtocolStep(
                    conversation.withStage(beating(conversation.stage(), heartbeat.pinged(now))),
                    List.of(new ProtocolEvent.SendFrame(EngineCodec.ping())));
        }
        return ProtocolStep.unchanged(conversation);
    }

    private ProtocolStep packet(ConnectionState conversation, EnginePacket packet, PacketTiming moment)
            throws SocketIoException, MalformedJsonException {
        if (conversation.stage() instanceof AwaitingHandshake) {
            return greeting(conversation, packet, moment.now());
        }
        ConnectionState alive = conversation.withStage(heard(conversation.stage(), packet, moment));
        if (packet instanceof EnginePacket.Message message) {
            return message(alive, SocketCodec.decode(message.frame(), message.from()), moment);
        }
        if (packet instanceof EnginePacket.Binary binary) {
            return attachment(alive, binary.data(), moment);
        }
        if (packet instanceof EnginePacket.Ping ping && conversation.version() == EngineIoVersion.EIO4) {
            String echo = ping.data().length() <= MAX_ECHO ? ping.data() : "";
            return new ProtocolStep(alive, List.of(new ProtocolEvent.SendFrame(EngineCodec.pong(echo))));
        }
        if (packet instanceof EnginePacket.Open) {
            return over(conversation, ErrorCode.PACKET_MALFORMED, "expected no second Engine.IO handshake");
        }
        // on a WebSocket the others mean nothing; the reference clients ignore them, too
        return ProtocolStep.unchanged(alive);
    }

    private ProtocolStep greeting(ConnectionState conversation, EnginePacket packet, Instant now)
            throws MalformedJsonException {
        if (!(packet instanceof EnginePacket.Open open)) {
            return over(conversation, ErrorCode.PACKET_MALFORMED, "expected the Engine.IO handshake first");
        }
        Handshake handshake = HandshakeJson.read(open.json());
        Heartbeat heartbeat = Heartbeat.start(conversation.version(), handshake, now);
        PreJoinBuffer early =
                PreJoinBuffer.empty(conversation.parameters().recovery().map(recovery -> recovery.offset()));
        ConnectionState joining = conversation.withStage(new Joining(handshake, heartbeat, early));
        List<ProtocolEvent> connect = new ArrayList<>();
        connectPacket(conversation)
                .ifPresent(socketPacket -> connect.add(new ProtocolEvent.SendFrame(EngineCodec.message(socketPacket))));
        return new ProtocolStep(joining, connect);
    }

    private static Optional<String> connectPacket(ConnectionState conversation) {
        ConnectionParameters terms = conversation.parameters();
        if (conversation.version() == EngineIoVersion.EIO3) {
            // the root namespace is joined by the server itself, and a bare CONNECT makes some servers close
            return terms.namespace().equals("/")
                    ? Optional.empty()
                    : Optional.of(SocketCodec.connectWithQuery(
                            terms.namespace(), terms.url().query()));
        }
        return Optional.of(terms.recovery()
                .map(recovery -> SocketCodec.connect(terms.namespace(), ConnectJson.recovery(recovery)))
                .orElseGet(() -> SocketCodec.connect(terms.namespace())));
    }

    private ProtocolStep message(ConnectionState alive, SocketPacket packet, PacketTiming moment)
            throws SocketIoException, MalformedJsonException {
        if (alive.attachments().isPresent()) {
            return over(alive, ErrorCode.PACKET_MALFORMED, "expected an attachment but found a text message");
        }
        if (packet.attachments() > 0) {
            Attachments begun = Attachments.begin(packet, alive.parameters().maxMessageSize());
            return ProtocolStep.unchanged(alive.withAttachments(Optional.of(begun)));
        }
        return namespace.packet(alive, packet, List.of(), moment);
    }

    private ProtocolStep attachment(ConnectionState alive, byte[] data, PacketTiming moment)
            throws SocketIoException, MalformedJsonException {
        if (alive.attachments().isEmpty()) {
            return over(alive, ErrorCode.PACKET_MALFORMED, "expected no binary message outside a binary packet");
        }
        Attachments received = alive.attachments().get().add(data);
        if (!received.complete()) {
            return ProtocolStep.unchanged(alive.withAttachments(Optional.of(received)));
        }
        return namespace.packet(
                alive.withAttachments(Optional.empty()), received.header(), received.received(), moment);
    }

    private static Heartbeat heartbeat(ConnectionState.Stage stage) {
        return stage instanceof Joining joining ? joining.heartbeat() : ((Joined) stage).heartbeat();
    }

    private static ConnectionState.Stage heard(ConnectionState.Stage stage, EnginePacket packet, PacketTiming moment) {
        Heartbeat heartbeat = heartbeat(stage).heard(packet, moment.now());
        return stage instanceof Joined joined
                ? joined.withHeartbeat(heartbeat, moment.arrived())
                : beating(stage, heartbeat);
    }

    private static ConnectionState.Stage beating(ConnectionState.Stage stage, Heartbeat heartbeat) {
        return stage instanceof Joined joined
                ? joined.withHeartbeat(heartbeat, joined.lastArrival())
                : new Joining(((Joining) stage).handshake(), heartbeat, ((Joining) stage).buffer());
    }

    private static ProtocolStep over(ConnectionState conversation, ErrorCode problem, String found) {
        return ProtocolStep.failed(conversation, Failure.of(problem, phase(conversation), found));
    }

    public static String phase(ConnectionState conversation) {
        if (conversation.stage() instanceof AwaitingHandshake) {
            return "waiting for the Engine.IO handshake";
        }
        return conversation.stage() instanceof Joining
                ? "joining the namespace " + conversation.parameters().namespace()
                : "open";
    }
}
