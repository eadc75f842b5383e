// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.lifecycle;

import static org.drivechange.tck.Timeouts.eventually;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.drivechange.DriveChange;
import org.drivechange.DriveChanges;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests the end of an application. */
@TckTest
@RunAsClient
class ApplicationStopTest {

    private static final String TARGET = "/drives/stopped/root";

    private final SimulatorClient simulator = SimulatorClient.ofTestProcess();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "stopped", managed = false, testable = false)
    static WebArchive stopped() {
        return Application.named("tck-stopped").with(Late.class).war();
    }

    /** Requests a watch after the end of the application. */
    @ApplicationScoped
    static class Late {

        @Inject
        DriveChanges changes;

        @Inject
        SimulatorClient simulator;

        @DriveChange(target = TARGET)
        void changed(DriveNotification n) {
            changes.watches();
        }

        void stopping(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
            changes.watches();
        }

        @PreDestroy
        void stopped() {
            try {
                changes.watch(DriveTarget.parse("/drives/too-late/root"));
                simulator.note("watched after the stop");
            } catch (IllegalStateException ignored) {
                simulator.note("refused after the stop");
            }
        }
    }

    @Assertion(id = {"lifecycle-01", "runtime-09"})
    void application_stop_closes_sessions_and_rejects_watches() {
        deployer.deploy("stopped");
        try {
            eventually().until(() -> simulator.emit(TARGET) == 1);
        } finally {
            deployer.undeploy("stopped");
        }
        eventually().until(() -> simulator.sessions(TARGET) == 0);
        eventually().until(() -> simulator.notes().contains("refused after the stop"));
    }
}
