// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks;

import org.drivechange.benchmarks.report.Report;

/** Group of benchmarks. */
public interface BenchmarkSuite {

    /**
     * Measures, for minutes, and adds the results to the report.
     *
     * @param durations the durations of the measurements
     */
    void measure(Durations durations, Report report) throws Exception;
}
