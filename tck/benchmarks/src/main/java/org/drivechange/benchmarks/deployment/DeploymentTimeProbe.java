// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.deployment;

import jakarta.enterprise.inject.se.SeContainerInitializer;

/** Program that deploys the application on its class path and prints the nanoseconds. */
final class DeploymentTimeProbe {

    private DeploymentTimeProbe() {}

    public static void main(String[] arguments) {
        System.out.println(deploy());
        // the shutdown is not measured
        Runtime.getRuntime().halt(0);
    }

    /** Deploys with bean discovery by {@code META-INF/beans.xml}, as usual in Java SE. */
    @SuppressWarnings("resource") // open until the process ends
    static long deploy() {
        long start = System.nanoTime();
        SeContainerInitializer.newInstance().initialize();
        return System.nanoTime() - start;
    }
}
