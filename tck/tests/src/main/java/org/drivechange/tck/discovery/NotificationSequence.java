// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.discovery;

import static org.drivechange.DriveNotification.Cause.CHANGE;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.ObserverCallLog;
import org.drivechange.tck.SimulatorClient;

/** Sends three notifications to an observer and waits for its calls. */
@ApplicationScoped
class NotificationSequence {

    @Inject
    EventCollector events;

    @Inject
    ObserverCallLog calls;

    @Inject
    SimulatorClient simulator;

    /** Returns the values recorded by the observer, whose target is {@code /drives/{observer}/root}. */
    List<Object> sendTo(String observer) {
        return sendTo(observer, "/drives/" + observer + "/root");
    }

    List<Object> sendTo(String observer, String target) {
        events.awaitOpened(target);
        int before = calls.of(observer).size();
        simulator.emit(target, 3);
        events.await(target, CHANGE, before + 3);
        return calls.await(observer, before + 3);
    }
}
