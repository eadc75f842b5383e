// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.logging.LogRecord;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.Test;

/** Tests the log lines that help to diagnose missing notifications. */
class DiagnosisTest {

    private static final String ME = "/me/drive/root";

    @ApplicationScoped
    static class Inbox {
        @DriveChange(target = ME)
        void changed(DriveNotification n) {}
    }

    @Test
    void log_has_one_warning_per_new_problem_and_one_info_on_recovery() {
        Map<String, String> quick = Map.of("drivechange.reconnect.max-delay", "PT0.1S");
        try (GraphSimulator simulator = GraphSimulator.start();
                LogLines log = new LogLines()) {
            simulator.always(ME, ScriptedResponse.error(403, "accessDenied", "no"));
            try (var application = TestApplication.start(simulator, quick, Inbox.class, EventRecorder.class)) {
                await().until(() -> simulator.requests().size() >= 3);
                simulator.always(ME, ScriptedResponse.error(503, "serviceNotAvailable", "later"));
                int before = simulator.requests().size();
                await().until(() -> simulator.requests().size() >= before + 3);
                simulator.always(ME, null);
                application.events().awaitOpened(ME, 1);
            }
            List<String> lines = log.lines();
            assertThat(lines.get(0)).isEqualTo("DriveChange watches " + ME + ".");
            assertThat(lines.get(1))
                    .startsWith("DRC2403 " + ME + ", asking Graph for the endpoint: ")
                    .contains("accessDenied", "DriveChange retries in ");
            assertThat(lines.get(2))
                    .startsWith("DRC2500 " + ME + ", asking Graph for the endpoint: ")
                    .contains("HTTP 503", "DriveChange retries in ");
            assertThat(lines.get(3)).isEqualTo(ME + " is open: notifications flow from now on.");
            assertThat(lines.get(4)).isEqualTo("DriveChange has stopped; sessions closed: 1.");
            assertThat(lines).hasSize(5);
        }
    }

    @Test
    void finest_level_logs_the_type_of_every_packet() {
        try (GraphSimulator simulator = GraphSimulator.start();
                LogLines log = new LogLines()) {
            try (var application = TestApplication.start(simulator, Inbox.class, EventRecorder.class)) {
                application.events().awaitOpened(ME, 1);
                simulator.emitWithAck(ME);
                application.events().awaitChanges(ME, 1);
            }
            String all = String.join(
                    "\n", log.records().stream().map(LogRecord::getMessage).toList());
            assertThat(all)
                    .contains(
                            "TextReceived[1, 0…",
                            "Send[1, 40…",
                            "TextReceived[1, 40…",
                            "TextReceived[1, 42…",
                            "Send[1, 43…");
        }
    }
}
