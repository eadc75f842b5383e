// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
import org.drivechange.impl.socketio.SocketCodec;

/**
 * Handshake of a connection: reads the parameters of the server, and requests the namespace. Pure.
 *
 * @see <a href="https://socket.io/docs/v4/engine-io-protocol/#handshake">Engine.IO protocol, handshake</a>
 */
final class HandshakeProtocol {

    private HandshakeProtocol() {}

    /** Processes the first packet of a connection. */
    static ProtocolStep onPacket(ConnectionState connection, EnginePacket packet, Instant now)
            throws ProtocolException {
        if (!(packet instanceof EnginePacket.Open open)) {
            return EngineIoProtocol.failed(
                    connection, ErrorCode.PACKET_MALFORMED, "expected the Engine.IO handshake first");
        }
        Handshake handshake = HandshakeJson.read(open.json());
        Heartbeat heartbeat = Heartbeat.start(connection.version(), handshake, now);
        PreJoinBuffer buffer =
                PreJoinBuffer.empty(connection.parameters().recovery().map(recovery -> recovery.offset()));
        List<ProtocolEvent> connect = connectPacket(connection)
                .<List<ProtocolEvent>>map(text -> List.of(new ProtocolEvent.SendFrame(EngineCodec.message(text))))
                .orElse(List.of());
        return new ProtocolStep(connection.withStage(new Joining(handshake, heartbeat, buffer)), connect);
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
}
