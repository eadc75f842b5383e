// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.impl.connection.ConnectionState.Joined;
import org.drivechange.impl.connection.ConnectionState.Joining;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.engineio.EngineCodec;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.engineio.Heartbeat;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.json.ConnectJson;
import org.drivechange.impl.json.EventJson;
import org.drivechange.impl.json.NotificationJson;
import org.drivechange.impl.retry.Failure;
import org.drivechange.impl.socketio.SocketCodec;
import org.drivechange.impl.socketio.SocketPacket;

/**
 * Socket.IO protocol of a connection after the handshake: joining the one namespace, its events, acknowledgements and end.
 * Pure.
 *
 * @see <a href="https://socket.io/docs/v4/socket-io-protocol/">The Socket.IO protocol</a>
 */
final class SocketIoProtocol {

    private static final String ROOT = "/";
    private static final String NOTIFICATION = "notification";

    ProtocolStep packet(ConnectionState connection, SocketPacket packet, List<byte[]> attachments, PacketTiming timing)
            throws ProtocolException {
        if (packet instanceof SocketPacket.Connect connect) {
            return connect(connection, connect, timing);
        }
        if (packet instanceof SocketPacket.ConnectError error) {
            return rejected(connection, error);
        }
        if (packet instanceof SocketPacket.Disconnect) {
            return concerns(connection, packet)
                    ? failed(connection, ErrorCode.DISCONNECTED, "")
                    : ProtocolStep.unchanged(connection);
        }
        if (!packet.namespace().equals(connection.parameters().namespace())) {
            return ProtocolStep.unchanged(connection);
        }
        if (packet instanceof SocketPacket.Event event) {
            return event(connection, event, attachments, timing);
        }
        // the client sends no events, so an ACK has no effect; but it must be well-formed
        EventJson.check(((SocketPacket.Ack) packet).payload(), attachments);
        return ProtocolStep.unchanged(connection);
    }

    private ProtocolStep connect(ConnectionState connection, SocketPacket.Connect connect, PacketTiming timing)
            throws ProtocolException {
        if (!(connection.stage() instanceof Joining joining)) {
            return ProtocolStep.unchanged(connection);
        }
        boolean ownNamespace =
                connect.namespace().equals(connection.parameters().namespace());
        boolean bare = !connect.payload().present();
        if (connection.version() == EngineIoVersion.EIO4
                && bare
                && (ownNamespace || connect.namespace().equals(ROOT))) {
            // only an Engine.IO 3 server sends CONNECT without a session id or unrequested
            Heartbeat heartbeat = joining.heartbeat().as(EngineIoVersion.EIO3, timing.now());
            Joining old = new Joining(joining.handshake(), heartbeat, joining.buffer());
            return connect(connection.withVersion(EngineIoVersion.EIO3, old), connect, timing);
        }
        if (!ownNamespace) {
            return ProtocolStep.unchanged(connection);
        }
        return connection.version() == EngineIoVersion.EIO3
                ? joined(connection, joining, legacyAnswer(connection, joining), timing)
                : joined(connection, joining, ConnectJson.read(connect.payload()), timing);
    }

    /**
     * Creates the answer for the older protocol, whose server sends no session id for a namespace; clients build it like this.
     */
    private static ConnectJson.Answer legacyAnswer(ConnectionState connection, Joining joining) {
        String engineSid = joining.handshake().sid();
        String namespace = connection.parameters().namespace();
        return new ConnectJson.Answer(
                namespace.equals(ROOT) ? engineSid : namespace + "#" + engineSid, Optional.empty());
    }

    private static ProtocolStep joined(
            ConnectionState connection, Joining joining, ConnectJson.Answer answer, PacketTiming timing) {
        boolean recovered = answer.pid().isPresent()
                && connection
                        .parameters()
                        .recovery()
                        .map(recovery -> recovery.pid())
                        .equals(answer.pid());
        List<ProtocolEvent> events = new ArrayList<>();
        events.add(new ProtocolEvent.Joined(answer.sid(), recovered));
        events.addAll(joining.buffer().inOrder());
        Optional<String> offset = answer.pid().isPresent() ? joining.buffer().offset() : Optional.empty();
        return new ProtocolStep(
                connection.withStage(
                        new Joined(joining.heartbeat(), timing.arrived(), answer.pid(), offset, Optional.empty())),
                events);
    }

    private static ProtocolStep rejected(ConnectionState connection, SocketPacket.ConnectError error)
            throws ProtocolException {
        if (!concerns(connection, error)) {
            return ProtocolStep.unchanged(connection);
        }
        String reason = ConnectJson.reason(error.payload());
        return failed(
                connection,
                ErrorCode.CONNECT_REFUSED,
                "the server sent \"" + FrameRedactor.secrets(reason, connection) + "\"");
    }

    /**
     * Returns whether a DISCONNECT or an ERROR concerns this connection. In the older protocol the end of the root namespace
     * ends all namespaces. A server of the newer protocol treats the {@code /ns?query} of the older one as the name of the
     * namespace.
     */
    private static boolean concerns(ConnectionState connection, SocketPacket packet) {
        String namespace = connection.parameters().namespace();
        return packet.namespace().equals(namespace)
                || packet.namespace().startsWith(namespace + "?")
                || (connection.version() == EngineIoVersion.EIO3
                        && packet.namespace().equals(ROOT));
    }

    private static ProtocolStep event(
            ConnectionState connection, SocketPacket.Event event, List<byte[]> attachments, PacketTiming timing)
            throws ProtocolException {
        EventJson.Body body = EventJson.read(event.payload(), attachments);
        List<ProtocolEvent> events = new ArrayList<>(2);
        if (body.name().equals(NOTIFICATION)) {
            events.add(notified(connection, body, timing));
        }
        boolean acked = event.ackId() >= 0;
        if (acked) {
            events.add(new ProtocolEvent.SendFrame(
                    EngineCodec.message(SocketCodec.ack(event.namespace(), event.ackId()))));
        }
        Optional<String> offset = acked ? Optional.empty() : body.trailing();
        boolean replayable = !acked || !body.name().equals(NOTIFICATION);
        if (!(connection.stage() instanceof Joined joined)) {
            return buffered(connection, events, event.payload().length(), offset);
        }
        boolean recoverable = joined.pid().isPresent() && offset.isPresent();
        if (!acked && !recoverable && attachments.isEmpty()) {
            return new ProtocolStep(
                    connection.withStage(joined.withLast(repeat(event.payload().text(), events))), events);
        }
        Joined counted = recoverable ? joined.withOffset(offset) : joined;
        return new ProtocolStep(connection.withStage(replayable ? counted : joined.withoutRecovery()), events);
    }

    private static ProtocolEvent notified(ConnectionState connection, EventJson.Body body, PacketTiming timing) {
        SessionKey key = connection.parameters().key();
        NotificationJson.Read read = body.first()
                .map(json -> NotificationJson.read(json, key.target(), key.account(), timing.now()))
                .orElseGet(() -> new NotificationJson.Read(List.of(), false));
        return new ProtocolEvent.Notifications(read.notifications(), read.complete(), timing.previousArrival());
    }

    private static Optional<LastNotification> repeat(String frame, List<ProtocolEvent> events) {
        return !events.isEmpty() && events.get(0) instanceof ProtocolEvent.Notifications notifications
                ? LastNotification.of(frame, notifications)
                : Optional.empty();
    }

    private static ProtocolStep buffered(
            ConnectionState connection, List<ProtocolEvent> events, int characters, Optional<String> offset) {
        Joining joining = (Joining) connection.stage();
        if (joining.buffer().full()) {
            return failed(connection, ErrorCode.PRE_JOIN_OVERFLOW, "");
        }
        PreJoinBuffer buffer = joining.buffer().withOffset(offset);
        for (ProtocolEvent event : events) {
            buffer = buffer.with(event, characters);
        }
        return ProtocolStep.unchanged(
                connection.withStage(new Joining(joining.handshake(), joining.heartbeat(), buffer)));
    }

    private static ProtocolStep failed(ConnectionState connection, ErrorCode code, String found) {
        return ProtocolStep.failed(connection, Failure.of(code, EngineIoProtocol.phase(connection), found));
    }
}
