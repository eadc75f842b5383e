// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.drivechange.impl.monitor.TargetNaming;

/**
 * An application is ready while each target that its annotations declare is open, or was within the grace; at the start the
 * grace counts from then on. What is watched at run time is shown and decides nothing.
 */
public final class ReadinessPolicy {

    private final InstantSource clock;
    private final Duration grace;
    private final TargetNaming naming;
    private final Instant started;

    /**
     * Makes the rule of an application that starts now.
     *
     * @param naming how the page names targets
     */
    public ReadinessPolicy(InstantSource clock, Duration grace, TargetNaming naming) {
        this.clock = clock;
        this.grace = grace;
        this.naming = naming;
        this.started = clock.instant();
    }

    /** How the application is doing now, given how its targets are, each of them once. */
    public HealthReport evaluate(Collection<TargetHealth> targets) {
        Instant earliest = clock.instant().minus(grace);
        boolean starting = !started.isBefore(earliest);
        boolean ready = targets.stream()
                .filter(TargetHealth::declared)
                .allMatch(target -> starting || target.openSince(earliest));
        return new HealthReport(ready, naming.targets() ? rows(targets) : rowsOfForms(targets));
    }

    private static List<HealthReport.Entry> rows(Collection<TargetHealth> targets) {
        return targets.stream().map(TargetHealth::entry).toList();
    }

    /** One row for each form of a target, with the number of targets in each condition. */
    private List<HealthReport.Entry> rowsOfForms(Collection<TargetHealth> targets) {
        return targets.stream()
                .collect(Collectors.groupingBy(
                        target -> naming.of(target.key()).template(),
                        TreeMap::new,
                        Collectors.groupingBy(TargetHealth::condition, TreeMap::new, Collectors.counting())))
                .entrySet()
                .stream()
                .map(form -> new HealthReport.Entry(
                        form.getKey(),
                        form.getValue().entrySet().stream()
                                .map(condition -> condition.getValue() + " " + condition.getKey())
                                .collect(Collectors.joining("; "))))
                .toList();
    }
}
