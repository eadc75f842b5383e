// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.drivechange.DriveChanges;
import org.drivechange.DriveTarget;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests many short connections beside a permanent one: they share a WebSocket container, which must outlive them. */
@EnumSource(names = {"V2", "V4"})
class CrowdTest extends RealServerTests {

    private static final int TARGETS = 10;
    private static final int ATTEMPTS = 300;

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN_NAMESPACE", "REFUSES_WITH_DATA", "UPGRADE_REFUSED"})
    void repeatedly_refused_targets_do_not_affect_another(Trouble trouble) {
        try (Application application = Application.on(server(), setUp())
                .with("drivechange.reconnect.delay", "PT0.02S")
                .with("drivechange.reconnect.max-delay", "PT0.02S")
                .start()) {
            Recorder recorder = application.recorder();
            awaitOpen(recorder, MY_DRIVE, 1);
            for (int i = 0; i < TARGETS; i++) {
                DriveTarget refused = DriveTarget.parse("/drives/refused" + i + "/root");
                server().trouble(refused, trouble);
                application.bean(DriveChanges.class).watch(refused);
            }

            eventually().until(() -> {
                server().emit(MY_DRIVE, 1);
                return server().state().connections() > ATTEMPTS;
            });
            int last = seen(MY_DRIVE).emitted();
            eventually().until(() -> recorder.numbers(MY_DRIVE).contains(last));

            assertThat(recorder.numbers(MY_DRIVE)).hasSize(last);
            assertThat(recorder.story(MY_DRIVE)).doesNotContain(Recorder.LOST);
        }
    }
}
