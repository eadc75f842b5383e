// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.impl.integration.fixture.FilteringClassLoader;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.testkit.EventRecorder;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

/** Tests applications without MicroProfile Health, or with its API only. */
class MissingHealthApiTest {

    private static final String ME = "/me/drive/root";

    @ApplicationScoped
    static class Inbox {

        @DriveChange(target = ME)
        void changed(DriveNotification notification) {}
    }

    private static void notified(GraphSimulator simulator, TestApplication application) {
        application.events().awaitOpened(ME, 1);
        simulator.emit(ME);
        application.events().awaitChanges(ME, 1);
    }

    @Test
    void application_without_health_api_works_and_does_not_load_it() throws Exception {
        try (FilteringClassLoader hidden = new FilteringClassLoader("org.eclipse.microprofile.health.");
                GraphSimulator simulator = GraphSimulator.start();
                TestApplication application = TestApplication.start(simulator, Inbox.class, EventRecorder.class)) {
            notified(simulator, application);
            assertThat(hidden.loaded()).contains("org.drivechange.impl.cdi.runtime.DriveChangeRuntime");
            assertThat(hidden.loaded())
                    .doesNotContain(
                            "org.drivechange.impl.cdi.ReadinessCheckBean",
                            "org.drivechange.impl.health.ReadinessCheck");
        }
    }

    @Test
    void check_with_health_api_only_is_a_harmless_bean() {
        try (GraphSimulator simulator = GraphSimulator.start();
                TestApplication application = TestApplication.start(simulator, Inbox.class, EventRecorder.class)) {
            notified(simulator, application);
            assertThat(application.bean(HealthCheck.class, Readiness.Literal.INSTANCE))
                    .isNotNull();
        }
    }
}
