// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.session;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/** Measures heap and processor time of this JVM from its creation on. On Java SE the simulator is in the same JVM. */
final class ResourceMeter {

    /**
     * Measurements of one row.
     *
     * @param peak the sum of the peaks of all heap pools, garbage included, in bytes; an upper bound, because the pools
     *     may have peaked at different times
     * @param retained the growth of the heap after a garbage collection, in bytes
     * @param cpu the processor time of the whole JVM
     */
    record Measurements(long peak, long retained, Duration cpu) {}

    private final long heap;
    private final long cpu;

    private ResourceMeter(long heap, long cpu) {
        this.heap = heap;
        this.cpu = cpu;
    }

    static ResourceMeter start() {
        long heap = heap();
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
        return new ResourceMeter(heap, cpu());
    }

    Measurements measurements() {
        long used = cpu() - cpu;
        long peak = pools().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        return new Measurements(peak, heap() - heap, Duration.ofNanos(used));
    }

    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Reads the attribute by name, because not every server exposes com.sun.management to applications. */
    private static long cpu() {
        try {
            return (long) ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "ProcessCpuTime");
        } catch (JMException e) {
            throw new IllegalStateException("This JVM shows no ProcessCpuTime", e);
        }
    }
}
