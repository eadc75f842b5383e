// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one operation costs.
 *
 * @param nanos how long it takes when nothing else on the machine delays it: in the fastest iteration
 * @param bytes how much it allocates
 */
record Figure(double nanos, double bytes) {

    static Figure of(RunResult result) {
        return new Figure(
                result.getAggregatedResult().getIterationResults().stream()
                        .map(IterationResult::getPrimaryResult)
                        .mapToDouble(Result::getScore)
                        .min()
                        .orElseThrow(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
}
