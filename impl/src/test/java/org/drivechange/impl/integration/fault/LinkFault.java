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
 * @param befalls the action that causes it
 * @param within the time limit of its detection, without the tolerance for a busy machine
 * @param complaints the number of log lines after which it is ended
 * @param told the warnings, each logged once
 */
record LinkFault(String name, Consumer<FaultProxy> befalls, Duration within, int complaints, List<LinkWarning> told) {

    /** Whether only the open connection is affected, and the next one is healthy. */
    boolean passes() {
        return complaints == 1;
    }

    @Override
    public String toString() {
        return name;
    }
}
