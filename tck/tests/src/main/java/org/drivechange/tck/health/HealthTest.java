// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.tck.Patience.eventually;

import jakarta.enterprise.context.ApplicationScoped;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.OnServer;
import org.drivechange.tck.Simulator;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** Tests the health page of a server with MicroProfile Health. */
@TckTest
@OnServer
@RunAsClient
@Tag("health")
class HealthTest {

    private static final String TARGET = "/drives/health/root";

    private final Simulator simulator = Simulator.besideTheTests();
    private final HealthPage page = HealthPage.ofTheServer();

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
            HealthPage.Check check = page.readiness(TARGET);
            assertThat(check.status()).isEqualTo("UP");
            assertThat(check.row(TARGET)).startsWith("OPEN since ");
        });
    }

    @Assertion(id = "health-01")
    void page_is_ready_and_has_a_row_while_the_target_is_open() {
        awaitUp();
        simulator.emit(TARGET);
        eventually().until(() -> page.readiness(TARGET).row(TARGET).contains(", last notification "));
    }

    @Assertion(id = {"health-02", "health-03"})
    void page_is_not_ready_during_a_long_outage_and_recovers_by_itself() {
        awaitUp();
        simulator.freeze();
        eventually().until(() -> "DOWN".equals(page.readiness(TARGET).status()));
        assertThat(page.readiness(TARGET).row(TARGET))
                .doesNotContain("OPEN", "token=")
                .contains(", DRC");
        assertThat(page.alive()).isTrue();
        simulator.thaw();
        awaitUp();
    }
}
