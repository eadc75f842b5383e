// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.deployment;

import jakarta.enterprise.inject.se.SeContainerInitializer;

/** A process that deploys the archive on its class path and prints how many nanoseconds that took. */
final class Deploying {

    private Deploying() {}

    public static void main(String[] none) {
        System.out.println(deploy());
        // how it ends is not what is measured
        Runtime.getRuntime().halt(0);
    }

    /** With discovery, as applications in Java SE have it: a {@code META-INF/beans.xml}, and no list of classes. */
    @SuppressWarnings("resource") // lives as long as the process
    static long deploy() {
        long start = System.nanoTime();
        SeContainerInitializer.newInstance().initialize();
        return System.nanoTime() - start;
    }
}
