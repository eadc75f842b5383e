// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

import org.openjdk.jmh.results.RunResult;

/**
 * What one operation costs.
 *
 * @param nanos how long it takes
 * @param bytes how much it allocates
 */
record Figure(double nanos, double bytes) {

    static Figure of(RunResult result) {
        return new Figure(
                result.getPrimaryResult().getScore(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
}
