// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the control API tells about the simulator; the targets are those that are joined or were asked for an ack. */
record State(
        int socketPort,
        int openSockets,
        boolean frozen,
        int refusingUpgrades,
        boolean droppingAfterJoin,
        Map<String, Target> targets) {

    record Target(int sessions, long acks) {}

    static State of(SocketSide sockets, Emitter emitter, Frost frost) {
        TreeSet<String> paths = new TreeSet<>(sockets.targets());
        paths.addAll(emitter.targets());
        Map<String, Target> targets = new TreeMap<>();
        paths.forEach(path -> targets.put(path, new Target(sockets.sessions(path), emitter.acks(path))));
        return new State(
                sockets.port(),
                sockets.openSockets(),
                frost.frozen(),
                sockets.refusals().left(),
                sockets.dropsAfterJoin(),
                targets);
    }
}
