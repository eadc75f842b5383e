// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.deployment;

import java.io.IOException;
import org.drivechange.benchmarks.report.Sample;

/** One application, without DriveChange and with it. */
final class Comparison {

    private final Fork without;
    private final Fork with;
    private final Sample nanosWithout = new Sample();
    private final Sample nanosWith = new Sample();

    Comparison(Fork without, Fork with) {
        this.without = without;
        this.with = with;
    }

    /** One after the other, so that whatever else the machine does meets both. */
    void deploy() throws IOException, InterruptedException {
        nanosWithout.add(without.run(Deploying.class));
        nanosWith.add(with.run(Deploying.class));
    }

    double millisWithout() {
        return nanosWithout.median() / 1e6;
    }

    double millisWith() {
        return nanosWith.median() / 1e6;
    }

    long classesWithout() throws IOException, InterruptedException {
        return without.run(Loading.class);
    }

    long classesWith() throws IOException, InterruptedException {
        return with.run(Loading.class);
    }
}
