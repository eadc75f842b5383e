// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests that failures repeated with each frame are logged once, and that a frame cannot forge a log line. */
@Tag("soak")
class RepeatedFailuresTest {

    private static final String ME = "/me/drive/root";
    private static final int TIMES = 300;

    private LogLines log;
    private GraphSimulator simulator;

    @BeforeEach
    void start() {
        simulator = GraphSimulator.start();
        log = new LogLines();
    }

    @AfterEach
    void stop() {
        log.close();
        simulator.close();
    }

    private List<String> logged(String code) {
        return log.lines().stream().filter(line -> line.startsWith(code)).toList();
    }

    @ApplicationScoped
    static class Throwing {

        @DriveChange(target = ME)
        void changed(DriveNotification notification) {
            throw new IllegalStateException("on purpose");
        }
    }

    @Test
    void observer_that_fails_on_each_event_is_logged_once() {
        try (TestApplication application = TestApplication.start(simulator, Throwing.class, EventRecorder.class)) {
            application.events().awaitOpened(ME, 1);
            for (int i = 0; i < TIMES; i++) {
                simulator.emit(ME);
            }
            application.events().awaitChanges(ME, TIMES);
            assertThat(logged("DRC4001")).hasSize(1);
        }
    }

    @Test
    void repeated_queue_overflow_is_logged_once() {
        Map<String, String> small = Map.of("drivechange.queue-capacity", "1");
        String burst = "{\"value\":[" + "{},".repeat(50) + "{}]}";
        try (TestApplication application = TestApplication.start(simulator, small, EventRecorder.class)) {
            application.changes().watch(DriveTarget.parse(ME));
            application.events().awaitOpened(ME, 1);
            for (int i = 1; i <= 20; i++) {
                int overflows = i;
                simulator.emit(ME, burst);
                await().until(() -> application.watch(ME).notifications() == 51L * overflows);
                await().until(() -> application.events().catchUps(ME).size() >= overflows);
            }
            assertThat(logged("DRC4002")).hasSize(1);
        }
    }

    @Test
    void id_from_the_server_cannot_forge_a_log_line() {
        String id = "x]\\nNov 26 10:00:00 INFO: user admin logged in\\u001b[2K\\u0085\\u2028\\u202e\\u009b";
        try (TestApplication application = TestApplication.start(simulator, Throwing.class, EventRecorder.class)) {
            application.events().awaitOpened(ME, 1);
            simulator.emit(ME, "{\"value\":[{\"subscriptionId\":\"" + id + "\"}]}");
            application.events().awaitChanges(ME, 1);
            await().until(() -> !logged("DRC4001").isEmpty());
            assertThat(logged("DRC4001"))
                    .singleElement()
                    .asString()
                    .contains("x]\\u000aNov 26")
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        }
    }
}
