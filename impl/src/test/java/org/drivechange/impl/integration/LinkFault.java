// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.drivechange.simulator.FaultProxy;

/**
 * Something that befalls a target's links.
 *
 * @param name what it is called in the report
 * @param befalls makes it happen
 * @param within how soon it has to be noticed, but for what a busy machine adds
 * @param complaints after how many of them it goes away
 * @param told the warnings, each told once
 */
record LinkFault(String name, Consumer<FaultProxy> befalls, Duration within, int complaints, List<LinkWarning> told) {

    /** Whether it befalls the open link only, so that the next one is good. */
    boolean passes() {
        return complaints == 1;
    }

    @Override
    public String toString() {
        return name;
    }
}
