// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.drivechange.simulator.FaultProxy;
import org.drivechange.simulator.NetworkConditions;
import org.drivechange.simulator.NetworkConditions.End;
import org.drivechange.simulator.StreamPosition;

/**
 * Network fault of connections.
 *
 * @param code the code that is reported
 */
record NetworkFault(String name, String code, Consumer<FaultProxy> injection) {

    static Stream<NetworkFault> whileConnecting() {
        return Stream.of(
                new NetworkFault("refused", "DRC3001", FaultProxy::refuse),
                onNewConnections(
                        "accepted, then silence",
                        "DRC3002",
                        NetworkConditions.endingAt(StreamPosition.now(), End.SILENCE)),
                onNewConnections(
                        "upgraded, then silence",
                        "DRC3003",
                        NetworkConditions.endingAt(StreamPosition.afterFrames(0), End.SILENCE)),
                onNewConnections(
                        "silence after the `0` packet",
                        "DRC3004",
                        NetworkConditions.endingAt(StreamPosition.afterFrames(1), End.SILENCE)),
                onNewConnections("one byte a second", "DRC3002", NetworkConditions.rateLimited(1)));
    }

    static Stream<NetworkFault> duringSession() {
        return Stream.of(
                onOpenConnections("reset", "DRC3007", NetworkConditions.endingAt(StreamPosition.now(), End.RESET)),
                onOpenConnections(
                        "end within a frame",
                        "DRC3007",
                        NetworkConditions.endingAt(StreamPosition.afterBytes(10), End.FIN)),
                onOpenConnections(
                        "black hole", "DRC3008", NetworkConditions.endingAt(StreamPosition.now(), End.SILENCE)),
                onOpenConnections("one byte a second", "DRC3008", NetworkConditions.rateLimited(1)));
    }

    private static NetworkFault onNewConnections(String name, String code, NetworkConditions conditions) {
        return new NetworkFault(name, code, proxy -> proxy.newConnections(conditions));
    }

    private static NetworkFault onOpenConnections(String name, String code, NetworkConditions conditions) {
        return new NetworkFault(name + ", during the session", code, proxy -> proxy.liveConnections(conditions));
    }

    void remove(FaultProxy proxy) {
        proxy.accept();
        proxy.newConnections(NetworkConditions.unimpaired());
    }

    @Override
    public String toString() {
        return name;
    }
}
