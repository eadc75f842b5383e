// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.fault;

import static org.drivechange.impl.integration.fault.LinkWarning.LOST;
import static org.drivechange.impl.integration.fault.LinkWarning.LOST_EARLY;
import static org.drivechange.impl.integration.fault.LinkWarning.NOT_OPENED;
import static org.drivechange.impl.integration.fault.LinkWarning.NO_ANSWER;
import static org.drivechange.impl.integration.fault.LinkWarning.NO_HANDSHAKE;
import static org.drivechange.impl.integration.fault.LinkWarning.OPENED_LATE;
import static org.drivechange.impl.integration.fault.LinkWarning.REFUSED;
import static org.drivechange.impl.integration.fault.LinkWarning.SILENT;
import static org.drivechange.impl.integration.fault.ScaledTimeouts.CONNECT_TIMEOUT;
import static org.drivechange.impl.integration.fault.ScaledTimeouts.SILENCE;
import static org.drivechange.simulator.NetworkConditions.End.FIN;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.drivechange.simulator.FaultProxy;
import org.drivechange.simulator.NetworkConditions;
import org.drivechange.simulator.NetworkConditions.End;
import org.drivechange.simulator.StreamPosition;

/** Faults of connections between a client and a server. */
final class LinkFaults {

    private static final NetworkConditions BLACK_HOLE = silentAfter(StreamPosition.now());
    private static final NetworkConditions RESET = NetworkConditions.endingAt(StreamPosition.now(), End.RESET);
    private static final NetworkConditions DELAYED = NetworkConditions.delayed(CONNECT_TIMEOUT, CONNECT_TIMEOUT);

    private LinkFaults() {}

    /**
     * Returns faults that keep a connection from opening; fast ones occur twice, to verify that the second one is not
     * logged.
     */
    static Stream<LinkFault> whileConnecting() {
        StreamPosition withinOpenPacket = new StreamPosition(true, 0, 9);
        return Stream.of(
                new LinkFault("refused", FaultProxy::refuse, Duration.ZERO, 2, List.of(NOT_OPENED)),
                onNewConnections("accepted, then silence", BLACK_HOLE, OPENED_LATE),
                onNewConnections(
                        "silence within the upgrade's answer", silentAfter(StreamPosition.afterBytes(30)), OPENED_LATE),
                onNewConnections("upgraded, then silence", silentAfter(StreamPosition.afterFrames(0)), NO_HANDSHAKE),
                onNewConnections("silence within the `0` packet", silentAfter(withinOpenPacket), NO_HANDSHAKE),
                new LinkFault(
                        "end within the `0` packet",
                        proxy -> proxy.newConnections(NetworkConditions.endingAt(withinOpenPacket, FIN)),
                        Duration.ZERO,
                        2,
                        List.of(LOST_EARLY)),
                onNewConnections(
                        "silence before the CONNECT's answer", silentAfter(StreamPosition.afterFrames(1)), NO_ANSWER),
                onNewConnections("one byte a second", NetworkConditions.rateLimited(1), OPENED_LATE),
                onNewConnections("30 s latency (here 1.2 s)", DELAYED, OPENED_LATE),
                onNewConnections(
                        "latency longer than `connect-timeout`",
                        NetworkConditions.delayed(Duration.ZERO, CONNECT_TIMEOUT.multipliedBy(2)),
                        OPENED_LATE));
    }

    /** Returns faults of an open connection that receives a notification at that moment. */
    static Stream<LinkFault> inMidSession() {
        return Stream.of(
                onOpenConnection("reset in mid-session", Duration.ZERO, RESET, LOST),
                onOpenConnection(
                        "end within a frame",
                        Duration.ZERO,
                        NetworkConditions.endingAt(StreamPosition.afterBytes(10), FIN),
                        LOST),
                onOpenConnection("black hole in mid-session", SILENCE, BLACK_HOLE, SILENT),
                onOpenConnection("silence within a frame", SILENCE, silentAfter(StreamPosition.afterBytes(10)), SILENT),
                onOpenConnection(
                        "one byte a second in mid-session", SILENCE, NetworkConditions.rateLimited(1), SILENT));
    }

    static LinkFault delayedInMidSession() {
        return new LinkFault(
                "30 s latency in mid-session (here 1.2 s)",
                LinkFaults::delay,
                SILENCE,
                2,
                List.of(SILENT, OPENED_LATE));
    }

    static LinkFault restart() {
        return onOpenConnection("server restarted at once", Duration.ZERO, RESET, LOST, REFUSED);
    }

    /** The client requests another endpoint immediately after the refusal, and each new endpoint is refused, too. */
    static LinkFault longRestart() {
        return new LinkFault(
                "server restarted after a while", LinkFaults::disconnect, Duration.ZERO, 4, List.of(LOST, NOT_OPENED));
    }

    private static void delay(FaultProxy proxy) {
        proxy.newConnections(DELAYED);
        proxy.liveConnections(DELAYED);
    }

    private static void disconnect(FaultProxy proxy) {
        proxy.refuse();
        proxy.liveConnections(RESET);
    }

    private static NetworkConditions silentAfter(StreamPosition point) {
        return NetworkConditions.endingAt(point, End.SILENCE);
    }

    private static LinkFault onNewConnections(String name, NetworkConditions conditions, LinkWarning warning) {
        return new LinkFault(name, proxy -> proxy.newConnections(conditions), CONNECT_TIMEOUT, 1, List.of(warning));
    }

    private static LinkFault onOpenConnection(
            String name, Duration within, NetworkConditions conditions, LinkWarning... warnings) {
        return new LinkFault(name, proxy -> proxy.liveConnections(conditions), within, 1, List.of(warnings));
    }
}
