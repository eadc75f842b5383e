// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.drivechange.DriveChanges;
import org.drivechange.DriveTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the end of an application and of watches as seen by the server. */
@EnumSource(SetUp.class)
class StopTest extends RealServerTests {

    private static final int CLOSED_ABRUPTLY = 1006;

    private static final List<DriveTarget> TARGETS = IntStream.rangeClosed(1, 5)
            .mapToObj(number -> DriveTarget.parse("/drives/" + number + "/root"))
            .toList();

    @Test
    void every_socket_is_closed_with_a_close_frame() {
        try (Application application = openApplication()) {
            TARGETS.forEach(application.bean(DriveChanges.class)::watch);
            TARGETS.forEach(target -> awaitOpen(application.recorder(), target, 1));
            assertThat(server().state().open()).isEqualTo(1 + TARGETS.size());
        }

        eventually().until(() -> server().state().open() == 0);
        eventually()
                .untilAsserted(() -> assertThat(server().state().targets().values())
                        .hasSize(1 + TARGETS.size())
                        .allSatisfy(target -> assertThat(target.links())
                                .singleElement()
                                .extracting(ServerState.Link::closeCode)
                                .isNotEqualTo(CLOSED_ABRUPTLY)));
    }

    @Test
    void unwatched_target_is_closed_alone() {
        DriveTarget target = TARGETS.get(0);
        try (Application application = openApplication()) {
            Recorder recorder = application.recorder();
            var watch = application.bean(DriveChanges.class).watch(target);
            awaitOpen(recorder, target, 1);

            watch.close();

            eventually().until(() -> seen(target).sessions().isEmpty());
            eventually().until(() -> recorder.story(target).equals(List.of(Recorder.OPENED, Recorder.CLOSED)));
            assertThat(seen(MY_DRIVE).sessions()).hasSize(1);
            assertThat(recorder.story(MY_DRIVE)).containsExactly(Recorder.OPENED);
        }
    }
}
