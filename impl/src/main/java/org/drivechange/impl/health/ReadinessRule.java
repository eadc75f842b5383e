// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;

/**
 * An application is ready while each target that its annotations declare is open, or was within the grace; at the start the
 * grace counts from then on. What is watched at run time is shown and decides nothing.
 */
public final class ReadinessRule {

    private final InstantSource clock;
    private final Duration grace;
    private final Instant started;

    /** Makes the rule of an application that starts now. */
    public ReadinessRule(InstantSource clock, Duration grace) {
        this.clock = clock;
        this.grace = grace;
        this.started = clock.instant();
    }

    /** How the application is doing now, given how its targets are, each of them once. */
    public Report judge(Collection<TargetHealth> targets) {
        Instant earliest = clock.instant().minus(grace);
        boolean starting = !started.isBefore(earliest);
        boolean ready = targets.stream()
                .filter(TargetHealth::declared)
                .allMatch(target -> starting || target.openSince(earliest));
        return new Report(ready, targets.stream().map(TargetHealth::row).toList());
    }
}
