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
 * Decides the readiness of an application. It is ready while each declared target is open, was open within the grace period, or
 * its item changes are up to date. At the start the grace period counts from then. Targets watched at run time are shown but do
 * not affect readiness.
 */
public final class ReadinessPolicy {

    private final InstantSource clock;
    private final Duration grace;
    private final TargetNaming naming;
    private final Instant started;

    /**
     * Creates the policy of an application that starts now.
     *
     * @param naming naming of targets in the report
     */
    public ReadinessPolicy(InstantSource clock, Duration grace, TargetNaming naming) {
        this.clock = clock;
        this.grace = grace;
        this.naming = naming;
        this.started = clock.instant();
    }

    /** Evaluates the current readiness from the health of all targets, each given once. */
    public HealthReport evaluate(Collection<TargetHealth> targets) {
        Instant earliest = clock.instant().minus(grace);
        boolean starting = !started.isBefore(earliest);
        boolean ready = targets.stream()
                .filter(TargetHealth::declared)
                .allMatch(target -> starting || target.readySince(earliest));
        return new HealthReport(ready, naming.targets() ? rows(targets) : rowsOfForms(targets));
    }

    private static List<HealthReport.Entry> rows(Collection<TargetHealth> targets) {
        return targets.stream().map(TargetHealth::entry).toList();
    }

    /** Returns one row for each form of a target, with the number of targets in each condition. */
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
