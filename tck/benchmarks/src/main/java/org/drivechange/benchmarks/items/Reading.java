// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.items;

/**
 * Measurement of a drive that was read.
 *
 * @param nanos duration
 * @param usage resources that the reader's process used
 */
record Reading(long items, long nanos, RemoteJvm.Usage usage) {

    double itemsPerSecond() {
        return items * 1e9 / nanos;
    }

    double bytesPerItem() {
        return (double) usage.allocated() / items;
    }

    double cpuMicrosPerItem() {
        return usage.cpu() / 1e3 / items;
    }
}
