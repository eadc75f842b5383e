// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.load;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.drivechange.simulator.GraphSimulator;

/**
 * Memory and file descriptors of this JVM: DriveChange, its container and the simulator together.
 *
 * @param heap used heap after a collection, in megabytes
 * @param files open file descriptors, sockets among them; -1 where they cannot be counted
 */
record Footprint(long heap, int threads, long files, int sockets) {

    static Footprint now(GraphSimulator simulator) {
        System.gc();
        long bytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : -1;
        return new Footprint(bytes >> 20, Thread.activeCount(), files, simulator.openSockets());
    }

    @Override
    public String toString() {
        return heap + " MB, " + threads + " threads, " + files + " files, " + sockets + " WebSockets";
    }
}
