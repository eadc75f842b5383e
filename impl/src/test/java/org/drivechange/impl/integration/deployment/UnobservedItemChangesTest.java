// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.FilteringClassLoader;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.junit.jupiter.api.Test;

/** Tests an application that observes no item changes. */
class UnobservedItemChangesTest {

    private static final String ME = "/me/drive/root";

    @ApplicationScoped
    static class Inbox {

        @DriveChange(target = ME)
        void changed(DriveNotification notification) {}
    }

    @Test
    void application_loads_no_class_for_reading_deltas() throws Exception {
        try (FilteringClassLoader hidden = new FilteringClassLoader("org.drivechange.impl.delta.");
                GraphSimulator simulator = GraphSimulator.start();
                TestApplication application = TestApplication.start(simulator, Inbox.class)) {
            await().until(() -> application.watch(ME).state() == DriveWatch.State.OPEN);
            assertThat(hidden.loaded())
                    .contains("org.drivechange.impl.config.DriveChangeConfig")
                    .noneMatch(name -> name.matches("org\\.drivechange\\.impl\\.(cdi\\.delta|drive|position)\\..*"))
                    .doesNotContain("org.drivechange.impl.config.DeltaConfigReader");
        }
    }

    @Test
    void application_requests_neither_drive_nor_delta() {
        try (GraphSimulator simulator = GraphSimulator.start();
                TestApplication application = TestApplication.start(simulator, Inbox.class)) {
            await().until(() -> application.watch(ME).state() == DriveWatch.State.OPEN);
            simulator.drive(ME).create(simulator.drive(ME).root(), "file", 1);
            await().until(() -> application.watch(ME).notifications() > 0);
            application.watch(ME).readDelta();
            application.watch(ME).resync();
            simulator.emit(ME);
            await().until(() -> application.watch(ME).notifications() > 1);
            assertThat(simulator.requests())
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(request.rawPath()).endsWith("/subscriptions/socketIo"));
        }
    }
}
