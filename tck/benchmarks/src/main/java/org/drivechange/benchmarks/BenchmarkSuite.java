// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks;

import org.drivechange.benchmarks.report.Report;

/** One part of the run. */
public interface Chapter {

    /**
     * Measures, for minutes, and adds what it finds to the report.
     *
     * @param effort how long to look
     */
    void measure(Effort effort, Report report) throws Exception;
}
