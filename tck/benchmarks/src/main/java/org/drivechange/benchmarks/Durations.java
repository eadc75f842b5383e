// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks;

/** How long to measure. */
public enum Effort {

    /** Whether everything runs; the figures mean nothing. */
    SHORT,

    /** As long as figures need. */
    FULL
}
