// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * Time and allocation of one operation.
 *
 * @param nanos the time in the fastest iteration, which other load on the machine affects least
 * @param bytes the allocated bytes
 */
record Measurement(double nanos, double bytes) {

    static Measurement of(RunResult result) {
        return new Measurement(
                result.getAggregatedResult().getIterationResults().stream()
                        .map(IterationResult::getPrimaryResult)
                        .mapToDouble(Result::getScore)
                        .min()
                        .orElseThrow(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
}
