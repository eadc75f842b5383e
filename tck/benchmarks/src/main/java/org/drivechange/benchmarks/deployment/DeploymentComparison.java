// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.deployment;

import java.io.IOException;
import org.drivechange.benchmarks.report.Sample;

/** Deployment of one application with and without DriveChange. */
final class DeploymentComparison {

    private final ProbeProcess without;
    private final ProbeProcess with;
    private final Sample nanosWithout = new Sample();
    private final Sample nanosWith = new Sample();

    DeploymentComparison(ProbeProcess without, ProbeProcess with) {
        this.without = without;
        this.with = with;
    }

    /** Alternates the two, so that other load on the machine affects both. */
    void deploy() throws IOException, InterruptedException {
        nanosWithout.add(without.run(DeploymentTimeProbe.class));
        nanosWith.add(with.run(DeploymentTimeProbe.class));
    }

    double millisWithout() {
        return nanosWithout.median() / 1e6;
    }

    double millisWith() {
        return nanosWith.median() / 1e6;
    }

    long classesWithout() throws IOException, InterruptedException {
        return without.run(ClassCountProbe.class);
    }

    long classesWith() throws IOException, InterruptedException {
        return with.run(ClassCountProbe.class);
    }
}
