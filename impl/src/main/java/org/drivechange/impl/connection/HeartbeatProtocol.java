// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.time.Instant;
import java.util.List;
import org.drivechange.impl.connection.ConnectionState.AwaitingHandshake;
import org.drivechange.impl.connection.ConnectionState.Joined;
import org.drivechange.impl.connection.ConnectionState.Joining;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.engineio.EngineCodec;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.engineio.EnginePacket;
import org.drivechange.impl.engineio.Heartbeat;

/**
 * Heartbeat of a connection: answers pings, sends the pings of revision 3, and fails a connection whose heartbeat is late. Pure.
 *
 * @see <a href="https://socket.io/docs/v4/engine-io-protocol/#heartbeat">Engine.IO protocol, heartbeat</a>
 */
final class HeartbeatProtocol {

    /** Maximum length of echoed ping data. Only probes have data. */
    private static final int MAX_ECHO = 128;

    private HeartbeatProtocol() {}

    /** Answers a ping of the server. Revision 3 requires pings of the client instead. */
    static ProtocolStep onPing(ConnectionState connection, EnginePacket.Ping ping) {
        if (connection.version() == EngineIoVersion.EIO3) {
            return ProtocolStep.unchanged(connection);
        }
        String echo = ping.data().length() <= MAX_ECHO ? ping.data() : "";
        return new ProtocolStep(connection, List.of(new ProtocolEvent.SendFrame(EngineCodec.pong(echo))));
    }

    /** Sends a ping that is due. Fails a connection whose heartbeat is late. */
    static ProtocolStep onTick(ConnectionState connection, Instant now) {
        if (connection.stage() instanceof AwaitingHandshake) {
            return ProtocolStep.unchanged(connection);
        }
        Heartbeat heartbeat = heartbeat(connection.stage());
        if (!now.isBefore(heartbeat.deadline())) {
            return EngineIoProtocol.failed(connection, ErrorCode.HEARTBEAT_MISSED, "");
        }
        if (heartbeat.pingDue(now)) {
            return new ProtocolStep(
                    connection.withStage(withHeartbeat(connection.stage(), heartbeat.afterPing(now))),
                    List.of(new ProtocolEvent.SendFrame(EngineCodec.ping())));
        }
        return ProtocolStep.unchanged(connection);
    }

    /** Returns the connection after a packet, which shows that the server is alive. Requires a completed handshake. */
    static ConnectionState afterPacket(ConnectionState connection, EnginePacket packet, PacketTiming timing) {
        ConnectionState.Stage stage = connection.stage();
        Heartbeat heartbeat = heartbeat(stage).afterPacket(packet, timing.now());
        return connection.withStage(
                stage instanceof Joined joined
                        ? joined.withHeartbeat(heartbeat, timing.arrived())
                        : withHeartbeat(stage, heartbeat));
    }

    private static Heartbeat heartbeat(ConnectionState.Stage stage) {
        return stage instanceof Joining joining ? joining.heartbeat() : ((Joined) stage).heartbeat();
    }

    private static ConnectionState.Stage withHeartbeat(ConnectionState.Stage stage, Heartbeat heartbeat) {
        return stage instanceof Joined joined
                ? joined.withHeartbeat(heartbeat, joined.lastArrival())
                : new Joining(((Joining) stage).handshake(), heartbeat, ((Joining) stage).buffer());
    }
}
