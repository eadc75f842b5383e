// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.drivechange.DriveChanges;
import org.drivechange.DriveTarget;
import org.drivechange.interop.application.Application;
import org.drivechange.interop.application.EventLog;
import org.drivechange.interop.server.ConnectFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests many short connections beside a permanent one: they share a WebSocket container, which must outlive them. */
@EnumSource(names = {"V2", "V4"})
class ManyConnectionsTest extends RealServerTestBase {

    private static final int TARGETS = 10;
    private static final int ATTEMPTS = 300;

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN_NAMESPACE", "REFUSES_WITH_DATA", "UPGRADE_REFUSED"})
    void rejected_targets_do_not_affect_another(ConnectFailure failure) {
        try (Application application = Application.on(server(), variant())
                .with("drivechange.reconnect.delay", "PT0.02S")
                .with("drivechange.reconnect.max-delay", "PT0.02S")
                .start()) {
            EventLog events = application.eventLog();
            awaitOpen(events, MY_DRIVE, 1);
            for (int i = 0; i < TARGETS; i++) {
                DriveTarget refused = DriveTarget.parse("/drives/refused" + i + "/root");
                server().injectFailure(refused, failure);
                application.bean(DriveChanges.class).watch(refused);
            }

            eventually().until(() -> {
                server().emit(MY_DRIVE, 1);
                return server().state().connections() > ATTEMPTS;
            });
            int last = stateOf(MY_DRIVE).emitted();
            eventually().until(() -> events.numbers(MY_DRIVE).contains(last));

            assertThat(events.numbers(MY_DRIVE)).hasSize(last);
            assertThat(events.sequence(MY_DRIVE)).doesNotContain(EventLog.LOST);
        }
    }
}
