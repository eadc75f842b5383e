// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.fault;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.drivechange.simulator.FaultProxy;

/**
 * Fault of a target's connections.
 *
 * @param name the name in the report
 * @param inject the action that causes it
 * @param within the time limit of its detection, without the tolerance for a busy machine
 * @param failures the number of logged failures after which the fault is removed
 * @param warnings the warnings, each logged once
 */
record LinkFault(String name, Consumer<FaultProxy> inject, Duration within, int failures, List<LinkWarning> warnings) {

    /** Whether only the open connection is affected, and the next one is healthy. */
    boolean affectsOpenConnectionOnly() {
        return failures == 1;
    }

    @Override
    public String toString() {
        return name;
    }
}
