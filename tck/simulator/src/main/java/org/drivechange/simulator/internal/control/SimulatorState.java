// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.control;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drivechange.simulator.internal.graph.NotificationSender;
import org.drivechange.simulator.internal.network.FreezeSwitch;
import org.drivechange.simulator.internal.socketio.SocketIoListener;

/** State of the simulator as reported by the control API; includes targets with joined sessions or requested acks. */
public record SimulatorState(
        int socketPort,
        int openSockets,
        boolean frozen,
        int refusingUpgrades,
        boolean droppingAfterJoin,
        Map<String, Target> targets) {

    record Target(int sessions, long acks) {}

    public static SimulatorState of(
            SocketIoListener sockets, NotificationSender notifications, FreezeSwitch freezeSwitch) {
        TreeSet<String> paths = new TreeSet<>(sockets.targets());
        paths.addAll(notifications.targets());
        Map<String, Target> targets = new TreeMap<>();
        paths.forEach(path -> targets.put(path, new Target(sockets.sessions(path), notifications.acks(path))));
        return new SimulatorState(
                sockets.port(),
                sockets.openSockets(),
                freezeSwitch.frozen(),
                sockets.refusals().left(),
                sockets.dropsAfterJoin(),
                targets);
    }
}
