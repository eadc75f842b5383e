// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.enterprise.context.ApplicationScoped;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.RequiresServer;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;

/** Tests an EAR with the implementation in its {@code lib} and observers in two WARs. */
@TckTest
@RequiresServer
@RunAsClient
class EnterpriseArchiveTest {

    private static final String SHARED = "/drives/ear-shared/root";
    private static final String OF_ONE = "/drives/ear-one/root";
    private static final String OF_TWO = "/drives/ear-two/root";

    private final SimulatorClient simulator = SimulatorClient.ofTestProcess();

    @ArquillianResource
    Deployer deployer;

    @ApplicationScoped
    static class One {

        @DriveChange(target = SHARED)
        void shared(DriveNotification n, SimulatorClient simulator) {
            simulator.note("one saw " + n.resource());
        }

        @DriveChange(target = OF_ONE)
        void own(DriveNotification n, SimulatorClient simulator) {
            simulator.note("one saw its own " + n.resource());
        }
    }

    @ApplicationScoped
    static class Two {

        @DriveChange(target = "drives/ear-shared/root/")
        void shared(DriveNotification n, SimulatorClient simulator) {
            simulator.note("two saw " + n.resource());
        }

        @DriveChange(target = OF_TWO)
        void own(DriveNotification n, SimulatorClient simulator) {
            simulator.note("two saw its own " + n.resource());
        }
    }

    @Deployment(name = "ear", managed = false, testable = false)
    static EnterpriseArchive ear() {
        return Application.ear(
                "tck-ear",
                Application.named("tck-ear-one").with(One.class),
                Application.named("tck-ear-two").with(Two.class));
    }

    @Assertion(id = "lifecycle-05")
    void ear_opens_each_target_once_and_both_modules_observe() {
        deployer.deploy("ear");
        try {
            for (String target : new String[] {SHARED, OF_ONE, OF_TWO}) {
                eventually().until(() -> simulator.sessions(target) > 0);
                assertThat(simulator.emit(target, "{\"value\":[{\"resource\":\"r\"}]}"))
                        .isEqualTo(1);
            }

            eventually()
                    .untilAsserted(() -> assertThat(simulator.notes())
                            .contains("one saw r", "two saw r", "one saw its own r", "two saw its own r"));
            assertThat(simulator.paths(SHARED)).hasSize(1);
            assertThat(simulator.notes()).containsOnlyOnce("one saw r", "two saw r");
        } finally {
            deployer.undeploy("ear");
        }
        eventually().until(() -> simulator.sessions(SHARED) == 0);
    }
}
