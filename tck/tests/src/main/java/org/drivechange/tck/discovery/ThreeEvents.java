// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.discovery;

import static org.drivechange.DriveNotification.Cause.CHANGE;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.drivechange.tck.Calls;
import org.drivechange.tck.Seen;
import org.drivechange.tck.Simulator;

/** Sends three notifications to an observer and waits for them. */
@ApplicationScoped
class ThreeEvents {

    @Inject
    Seen seen;

    @Inject
    Calls calls;

    @Inject
    Simulator simulator;

    /** Returns the values recorded by the observer, whose target is {@code /drives/{observer}/root}. */
    List<Object> reach(String observer) {
        return reach(observer, "/drives/" + observer + "/root");
    }

    List<Object> reach(String observer, String target) {
        seen.awaitOpened(target);
        int before = calls.of(observer).size();
        simulator.emit(target, 3);
        seen.await(target, CHANGE, before + 3);
        return calls.await(observer, before + 3);
    }
}
