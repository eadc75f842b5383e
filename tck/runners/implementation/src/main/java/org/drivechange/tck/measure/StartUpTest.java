// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.measure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.tck.Application;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.drivechange.tck.implementation.AddedJars;
import org.drivechange.tck.implementation.DriveChangeJars;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Measures the deployment time with and without DriveChange. Asserts nothing. */
@Tag("soak")
@TckTest
@RunAsClient
class StartUpTest {

    private static final int ROUNDS = 3;

    @ArquillianResource
    Deployer deployer;

    @ApplicationScoped
    static class Plain {}

    @ApplicationScoped
    static class Observing {
        @DriveChange(target = "/drives/start-up/root")
        void changed(DriveNotification n) {}
    }

    @Deployment(name = "without", managed = false, testable = false)
    static WebArchive without() {
        WebArchive war = Application.named("tck-without").with(Plain.class).warWithoutImplementation();
        new AddedJars().extend(war);
        return war;
    }

    @Deployment(name = "with", managed = false, testable = false)
    static WebArchive with() {
        WebArchive war =
                Application.named("tck-with").with(Plain.class, Observing.class).warWithoutImplementation();
        new AddedJars().extend(war);
        new DriveChangeJars().extend(war);
        return war;
    }

    @Test
    void deployment_takes_a_measured_time() {
        List<Long> without = new ArrayList<>();
        List<Long> with = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            without.add(deploymentMillis("without"));
            with.add(deploymentMillis("with"));
        }
        // the first of each is for warm-up
        SimulatorClient.ofTestProcess()
                .note("measured start-up="
                        + (median(with.subList(1, with.size())) - median(without.subList(1, without.size()))));
    }

    private long deploymentMillis(String name) {
        long start = System.nanoTime();
        deployer.deploy(name);
        long elapsed = System.nanoTime() - start;
        deployer.undeploy(name);
        return TimeUnit.NANOSECONDS.toMillis(elapsed);
    }

    private static long median(List<Long> values) {
        List<Long> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
