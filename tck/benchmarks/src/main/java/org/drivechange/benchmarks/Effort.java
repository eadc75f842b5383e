// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks;

/** How long to measure. */
enum Effort {

    /** Whether everything runs; the figures mean nothing. */
    SHORT,

    /** As long as figures need. */
    FULL
}
