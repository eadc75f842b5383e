// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.health;

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
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** Tests the health endpoint of a server with MicroProfile Health. */
@TckTest
@RequiresServer
@RunAsClient
@Tag("health")
class HealthTest {

    private static final String TARGET = "/drives/health/root";

    private final SimulatorClient simulator = SimulatorClient.ofTestProcess();
    private final HealthEndpoint endpoint = HealthEndpoint.ofServer();

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.of(HealthTest.class)
                .configured("drivechange.health.grace", "PT1S")
                .configured("drivechange.connect-timeout", "PT2S")
                .configured("drivechange.reconnect.max-delay", "PT0.5S")
                .war();
    }

    @ApplicationScoped
    static class Beans {

        @DriveChange(target = TARGET)
        void changed(DriveNotification n) {}
    }

    @AfterEach
    void thaw() {
        simulator.thaw();
    }

    private void awaitUp() {
        eventually().untilAsserted(() -> {
            HealthEndpoint.Check check = endpoint.readiness(TARGET);
            assertThat(check.status()).isEqualTo("UP");
            assertThat(check.data(TARGET)).startsWith("OPEN since ");
        });
    }

    @Assertion(id = "health-01")
    void readiness_is_up_and_has_data_of_an_open_target() {
        awaitUp();
        simulator.emit(TARGET);
        eventually().until(() -> endpoint.readiness(TARGET).data(TARGET).contains(", last notification "));
    }

    @Assertion(id = {"health-02", "health-03"})
    void readiness_is_down_during_a_long_outage_and_up_after_recovery() {
        awaitUp();
        simulator.freeze();
        eventually().until(() -> "DOWN".equals(endpoint.readiness(TARGET).status()));
        assertThat(endpoint.readiness(TARGET).data(TARGET))
                .doesNotContain("OPEN", "token=")
                .contains(", DRC");
        assertThat(endpoint.isLive()).isTrue();
        simulator.thaw();
        awaitUp();
    }
}
