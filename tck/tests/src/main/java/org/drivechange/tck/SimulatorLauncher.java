// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck;

import java.time.Duration;
import org.drivechange.simulator.GraphSimulator;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Starts a simulator for the test run, unless {@value SimulatorClient#KEY} names a running one. */
public final class SimulatorLauncher implements LauncherSessionListener {

    private GraphSimulator started;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty(SimulatorClient.KEY) == null) {
            started = GraphSimulator.builder()
                    .pingInterval(Duration.ofSeconds(1))
                    .pingTimeout(Duration.ofSeconds(4))
                    .start();
            System.setProperty(SimulatorClient.KEY, started.graphUrl().replace("/v1.0", ""));
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (started != null) {
            System.clearProperty(SimulatorClient.KEY);
            started.close();
        }
    }
}
