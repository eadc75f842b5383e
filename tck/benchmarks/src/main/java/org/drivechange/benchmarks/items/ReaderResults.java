// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.items;

import org.drivechange.benchmarks.report.Sample;

/**
 * Results of one reader.
 *
 * @param bytes allocated bytes per item
 * @param cpu microseconds of CPU time per item
 * @param heap bytes in use while items are read
 */
record ReaderResults(Sample perSecond, Sample bytes, Sample cpu, Sample heap) {

    static ReaderResults empty() {
        return new ReaderResults(new Sample(), new Sample(), new Sample(), new Sample());
    }

    void add(Reading reading) {
        perSecond.add(reading.itemsPerSecond());
        bytes.add(reading.bytesPerItem());
        cpu.add(reading.cpuMicrosPerItem());
    }

    void addHeap(long used) {
        heap.add(used);
    }
}
