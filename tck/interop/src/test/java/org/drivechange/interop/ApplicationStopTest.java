// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.drivechange.DriveChanges;
import org.drivechange.DriveTarget;
import org.drivechange.interop.application.Application;
import org.drivechange.interop.application.EventLog;
import org.drivechange.interop.server.ServerState;
import org.drivechange.interop.server.ServerVariant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the end of an application and of watches as seen by the server. */
@EnumSource(ServerVariant.class)
class ApplicationStopTest extends RealServerTestBase {

    private static final int CLOSED_ABRUPTLY = 1006;

    private static final List<DriveTarget> TARGETS = IntStream.rangeClosed(1, 5)
            .mapToObj(number -> DriveTarget.parse("/drives/" + number + "/root"))
            .toList();

    @Test
    void application_stop_closes_each_websocket_with_a_close_frame() {
        try (Application application = openApplication()) {
            TARGETS.forEach(application.bean(DriveChanges.class)::watch);
            TARGETS.forEach(target -> awaitOpen(application.eventLog(), target, 1));
            assertThat(server().state().open()).isEqualTo(1 + TARGETS.size());
        }

        eventually().until(() -> server().state().open() == 0);
        eventually()
                .untilAsserted(() -> assertThat(server().state().targets().values())
                        .hasSize(1 + TARGETS.size())
                        .allSatisfy(target -> assertThat(target.links())
                                .singleElement()
                                .extracting(ServerState.UpgradeRequest::closeCode)
                                .isNotEqualTo(CLOSED_ABRUPTLY)));
    }

    @Test
    void close_of_a_watch_closes_its_session_only() {
        DriveTarget target = TARGETS.get(0);
        try (Application application = openApplication()) {
            EventLog events = application.eventLog();
            var watch = application.bean(DriveChanges.class).watch(target);
            awaitOpen(events, target, 1);

            watch.close();

            eventually().until(() -> stateOf(target).sessions().isEmpty());
            eventually().until(() -> events.sequence(target).equals(List.of(EventLog.OPENED, EventLog.CLOSED)));
            assertThat(stateOf(MY_DRIVE).sessions()).hasSize(1);
            assertThat(events.sequence(MY_DRIVE)).containsExactly(EventLog.OPENED);
        }
    }
}
