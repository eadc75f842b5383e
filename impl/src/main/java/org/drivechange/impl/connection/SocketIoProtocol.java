// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.connection.ConnectionState.Joined;
import org.drivechange.impl.connection.ConnectionState.Joining;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.engineio.EngineCodec;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.engineio.Heartbeat;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.json.ConnectJson;
import org.drivechange.impl.json.EventJson;
import org.drivechange.impl.json.MalformedJsonException;
import org.drivechange.impl.json.NotificationJson;
import org.drivechange.impl.socketio.SocketCodec;
import org.drivechange.impl.socketio.SocketPacket;

/**
 * The Socket.IO side of a link, after the handshake: joining the one namespace, its events and acks, its end. Pure.
 *
 * @see <a href="https://socket.io/docs/v4/socket-io-protocol/">The Socket.IO protocol</a>
 */
final class SocketIoProtocol {

    private static final String ROOT = "/";
    private static final String NOTIFICATION = "notification";

    ProtocolStep packet(
            ConnectionState conversation, SocketPacket packet, List<byte[]> attachments, PacketTiming moment)
            throws MalformedJsonException {
        if (packet instanceof SocketPacket.Connect connect) {
            return connect(conversation, connect, moment);
        }
        if (packet instanceof SocketPacket.ConnectError error) {
            return refused(conversation, error);
        }
        if (packet instanceof SocketPacket.Disconnect) {
            return concerns(conversation, packet)
                    ? over(conversation, ErrorCode.DISCONNECTED, "")
                    : ProtocolStep.unchanged(conversation);
        }
        if (!packet.namespace().equals(conversation.parameters().namespace())) {
            return ProtocolStep.unchanged(conversation);
        }
        if (packet instanceof SocketPacket.Event event) {
            return event(conversation, event, attachments, moment);
        }
        // nothing is ever asked of the server, so an ACK answers nothing; but it must be one
        EventJson.check(((SocketPacket.Ack) packet).payload(), attachments);
        return ProtocolStep.unchanged(conversation);
    }

    private ProtocolStep connect(ConnectionState conversation, SocketPacket.Connect connect, PacketTiming moment)
            throws MalformedJsonException {
        if (!(conversation.stage() instanceof Joining joining)) {
            return ProtocolStep.unchanged(conversation);
        }
        boolean ours = connect.namespace().equals(conversation.parameters().namespace());
        boolean bare = !connect.payload().present();
        if (conversation.version() == EngineIoVersion.EIO4
                && bare
                && (ours || connect.namespace().equals(ROOT))) {
            // nobody but a server of Engine.IO 3 says CONNECT without a session id, or unasked
            Heartbeat heartbeat = joining.heartbeat().as(EngineIoVersion.EIO3, moment.now());
            Joining old = new Joining(joining.handshake(), heartbeat, joining.buffer());
            return connect(conversation.withVersion(EngineIoVersion.EIO3, old), connect, moment);
        }
        if (!ours) {
            return ProtocolStep.unchanged(conversation);
        }
        return conversation.version() == EngineIoVersion.EIO3
                ? welcome(conversation, joining, oldAnswer(conversation, joining), moment)
                : welcome(conversation, joining, ConnectJson.read(connect.payload()), moment);
    }

    /** In the older protocol the server tells no session id for a namespace; it is put together like this. */
    private static ConnectJson.Answer oldAnswer(ConnectionState conversation, Joining joining) {
        String engineSid = joining.handshake().sid();
        String namespace = conversation.parameters().namespace();
        return new ConnectJson.Answer(
                namespace.equals(ROOT) ? engineSid : namespace + "#" + engineSid, Optional.empty());
    }

    private static ProtocolStep welcome(
            ConnectionState conversation, Joining joining, ConnectJson.Answer answer, PacketTiming moment) {
        boolean recovered = answer.pid().isPresent()
                && conversation
                        .parameters()
                        .recovery()
                        .map(asked -> asked.pid())
                        .equals(answer.pid());
        List<ProtocolEvent> said = new ArrayList<>();
        said.add(new ProtocolEvent.Joined(answer.sid(), recovered));
        said.addAll(joining.buffer().inOrder());
        Optional<String> offset = answer.pid().isPresent() ? joining.buffer().offset() : Optional.empty();
        return new ProtocolStep(
                conversation.withStage(
                        new Joined(joining.heartbeat(), moment.arrived(), answer.pid(), offset, Optional.empty())),
                said);
    }

    private static ProtocolStep refused(ConnectionState conversation, SocketPacket.ConnectError error)
            throws MalformedJsonException {
        if (!concerns(conversation, error)) {
            return ProtocolStep.unchanged(conversation);
        }
        String reason = ConnectJson.reason(error.payload());
        return over(
                conversation,
                ErrorCode.CONNECT_REFUSED,
                "it says \"" + FrameRedactor.secrets(reason, conversation) + "\"");
    }

    /**
     * Whether a DISCONNECT or an ERROR is about this conversation. In the older protocol the end of the root namespace is
     * the end of all. A server of the newer protocol takes the older one's {@code /ns?query} for the namespace's name.
     */
    private static boolean concerns(ConnectionState conversation, SocketPacket packet) {
        String ours = conversation.parameters().namespace();
        return packet.namespace().equals(ours)
                || packet.namespace().startsWith(ours + "?")
                || (conversation.version() == EngineIoVersion.EIO3
                        && packet.namespace().equals(ROOT));
    }

    private static ProtocolStep event(
            ConnectionState conversation, SocketPacket.Event event, List<byte[]> attachments, PacketTiming moment)
            throws MalformedJsonException {
        EventJson.Body body = EventJson.read(event.payload(), attachments);
        List<ProtocolEvent> said = new ArrayList<>(2);
        if (body.name().equals(NOTIFICATION)) {
            said.add(notified(conversation, body, moment));
        }
        boolean acked = event.ackId() >= 0;
        if (acked) {
            said.add(new ProtocolEvent.SendFrame(
                    EngineCodec.message(SocketCodec.ack(event.namespace(), event.ackId()))));
        }
        Optional<String> offset = acked ? Optional.empty() : body.trailing();
        boolean replayable = !acked || !body.name().equals(NOTIFICATION);
        if (!(conversation.stage() instanceof Joined joined)) {
            return early(conversation, said, event.payload().length(), offset);
        }
        boolean recoverable = joined.pid().isPresent() && offset.isPresent();
        if (!acked && !recoverable && attachments.isEmpty()) {
            return new ProtocolStep(
                    conversation.withStage(
                            joined.withLast(repeat(event.payload().text(), said))),
                    said);
        }
        Joined counted = recoverable ? joined.withOffset(offset) : joined;
        return new ProtocolStep(conversation.withStage(replayable ? counted : joined.withoutRecovery()), said);
    }

    private static ProtocolEvent notified(ConnectionState conversation, EventJson.Body body, PacketTiming moment) {
        SessionKey key = conversation.parameters().key();
        NotificationJson.Read read = body.first()
                .map(json -> NotificationJson.read(json, key.target(), key.account(), moment.now()))
                .orElseGet(() -> new NotificationJson.Read(List.of(), false));
        return new ProtocolEvent.Notifications(read.notifications(), read.complete(), moment.previousArrival());
    }

    private static Optional<LastNotification> repeat(String frame, List<ProtocolEvent> said) {
        return !said.isEmpty() && said.get(0) instanceof ProtocolEvent.Notifications notified
                ? LastNotification.of(frame, notified)
                : Optional.empty();
    }

    private static ProtocolStep early(
            ConnectionState conversation, List<ProtocolEvent> said, int characters, Optional<String> offset) {
        Joining joining = (Joining) conversation.stage();
        if (joining.buffer().full()) {
            return over(conversation, ErrorCode.PRE_JOIN_OVERFLOW, "");
        }
        PreJoinBuffer early = joining.buffer().withOffset(offset);
        for (ProtocolEvent one : said) {
            early = early.with(one, characters);
        }
        return ProtocolStep.unchanged(
                conversation.withStage(new Joining(joining.handshake(), joining.heartbeat(), early)));
    }

    private static ProtocolStep over(ConnectionState conversation, ErrorCode problem, String found) {
        return ProtocolStep.failed(conversation, Failure.of(problem, EngineIoProtocol.phase(conversation), found));
    }
}
