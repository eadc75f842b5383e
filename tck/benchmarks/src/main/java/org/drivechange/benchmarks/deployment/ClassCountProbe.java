// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.deployment;

import java.lang.management.ManagementFactory;

/** A process that deploys the archive on its class path and prints how many classes that has loaded. */
final class Loading {

    private static final long QUIET_MILLIS = 300;

    private Loading() {}

    public static void main(String[] none) throws InterruptedException {
        Deploying.deploy();
        System.out.println(settled());
        Runtime.getRuntime().halt(0);
    }

    /** Sessions try to connect in the background, and load what that takes. */
    private static long settled() throws InterruptedException {
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
