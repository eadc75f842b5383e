// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.testkit.EventRecorder;

/** Application in a Java runtime without the flight recorder and OpenTelemetry. */
final class MissingOptionalApis {

    private static final String ME = "/me/drive/root";

    private MissingOptionalApis() {}

    @ApplicationScoped
    static class Inbox {

        @DriveChange(target = ME)
        void changed(DriveNotification n) {}

        @DriveChange(target = ME)
        void changedToo(DriveNotification n) {
            throw new IllegalStateException("on purpose");
        }
    }

    public static void main(String[] arguments) {
        for (String absent : arguments) {
            assertThatThrownBy(() -> Class.forName(absent)).isInstanceOf(ClassNotFoundException.class);
        }
        try (GraphSimulator simulator = GraphSimulator.start();
                var application = TestApplication.start(simulator, Inbox.class, EventRecorder.class)) {
            application.events().awaitOpened(ME, 1);
            assertThat(simulator.emit(ME)).isEqualTo(1);
            application.events().awaitChanges(ME, 1);
        }
        // do not wait for idle threads of the simulator's pools
        System.exit(0);
    }
}
