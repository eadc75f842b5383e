// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks;

/** Durations of the measurements. */
public enum Durations {

    /** Short, for a smoke test; the results are meaningless. */
    SHORT,

    /** Long enough for reliable results. */
    FULL
}
