// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.items;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Management of another JVM on this machine.
 *
 * @param pools memory pools of the heap
 */
record RemoteJvm(
        JMXConnector connector,
        ThreadMXBean threads,
        OperatingSystemMXBean system,
        MemoryMXBean memory,
        List<MemoryPoolMXBean> pools)
        implements AutoCloseable {

    /**
     * Resources that were used.
     *
     * @param cpu CPU time of all threads in nanoseconds
     * @param allocatedByThread bytes that each live thread has allocated, by its id
     */
    record Usage(long cpu, Map<Long, Long> allocatedByThread) {

        /** Returns the difference. Each thread of the earlier usage must be live, because the JVM forgets ended threads. */
        Usage since(Usage earlier) {
            Map<Long, Long> allocated = new HashMap<>(allocatedByThread);
            earlier.allocatedByThread.forEach((thread, bytes) -> allocated.merge(thread, -bytes, Long::sum));
            return new Usage(cpu - earlier.cpu, allocated);
        }

        long allocated() {
            return allocatedByThread.values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    static RemoteJvm attach(long process) throws IOException, AttachNotSupportedException {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(process));
        try {
            JMXConnector connector =
                    JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            return new RemoteJvm(
                    connector,
                    ManagementFactory.newPlatformMXBeanProxy(
                            beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class),
                    ManagementFactory.newPlatformMXBeanProxy(
                            beans, ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME, OperatingSystemMXBean.class),
                    ManagementFactory.newPlatformMXBeanProxy(
                            beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class),
                    ManagementFactory.getPlatformMXBeans(beans, MemoryPoolMXBean.class).stream()
                            .filter(pool -> pool.getType() == MemoryType.HEAP)
                            .toList());
        } finally {
            machine.detach();
        }
    }

    Usage usage() {
        Map<Long, Long> allocated = new HashMap<>();
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            // negative if the thread has ended
            if (bytes[i] >= 0) {
                allocated.put(ids[i], bytes[i]);
            }
        }
        return new Usage(system.getProcessCpuTime(), allocated);
    }

    /** Collects the heap. Returns the bytes in use immediately after. */
    long collectedHeap() {
        memory.gc();
        return pools.stream()
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
