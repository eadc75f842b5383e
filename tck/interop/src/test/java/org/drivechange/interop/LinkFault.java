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
record LinkFault(String name, String code, Consumer<FaultProxy> befalls) {

    static Stream<LinkFault> whileConnecting() {
        return Stream.of(
                new LinkFault("refused", "DRC3001", FaultProxy::refuse),
                coming(
                        "accepted, then silence",
                        "DRC3002",
                        NetworkConditions.endingAt(StreamPosition.now(), End.SILENCE)),
                coming(
                        "upgraded, then silence",
                        "DRC3003",
                        NetworkConditions.endingAt(StreamPosition.afterFrames(0), End.SILENCE)),
                coming(
                        "silence after the `0` packet",
                        "DRC3004",
                        NetworkConditions.endingAt(StreamPosition.afterFrames(1), End.SILENCE)),
                coming("one byte a second", "DRC3002", NetworkConditions.rateLimited(1)));
    }

    static Stream<LinkFault> inMidSession() {
        return Stream.of(
                live("reset", "DRC3007", NetworkConditions.endingAt(StreamPosition.now(), End.RESET)),
                live(
                        "end within a frame",
                        "DRC3007",
                        NetworkConditions.endingAt(StreamPosition.afterBytes(10), End.FIN)),
                live("black hole", "DRC3008", NetworkConditions.endingAt(StreamPosition.now(), End.SILENCE)),
                live("one byte a second", "DRC3008", NetworkConditions.rateLimited(1)));
    }

    private static LinkFault coming(String name, String code, NetworkConditions conditions) {
        return new LinkFault(name, code, proxy -> proxy.newConnections(conditions));
    }

    private static LinkFault live(String name, String code, NetworkConditions conditions) {
        return new LinkFault(name + ", in mid-session", code, proxy -> proxy.liveConnections(conditions));
    }

    void goAway(FaultProxy proxy) {
        proxy.accept();
        proxy.newConnections(NetworkConditions.unimpaired());
    }

    @Override
    public String toString() {
        return name;
    }
}
