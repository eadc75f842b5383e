// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.deployment;

import java.lang.management.ManagementFactory;

/** Program that deploys the application on its class path and prints the number of loaded classes. */
final class ClassCountProbe {

    private static final long QUIET_MILLIS = 300;

    private ClassCountProbe() {}

    public static void main(String[] arguments) throws InterruptedException {
        DeploymentTimeProbe.deploy();
        System.out.println(stableCount());
        Runtime.getRuntime().halt(0);
    }

    /** Waits until the count is stable: sessions connect, and load classes, in the background. */
    private static long stableCount() throws InterruptedException {
        long before;
        long now = loaded();
        do {
            Thread.sleep(QUIET_MILLIS);
            before = now;
            now = loaded();
        } while (now != before);
        return now;
    }

    private static long loaded() {
        return ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
    }
}
