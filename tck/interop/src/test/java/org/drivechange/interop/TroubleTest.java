// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.drivechange.DriveWatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests a target whose session does not open beside a healthy one. */
@EnumSource(SetUp.class)
class TroubleTest extends RealServerTests {

    private static final int ATTEMPTS = 3;
    private static final long FIRST_DELAY = 100;

    /** Tolerance for the clocks of two processes and rounding to milliseconds. */
    private static final long TOLERANCE = 10;

    @ParameterizedTest
    @MethodSource("troubles")
    void failing_target_is_reported_and_retried_without_affecting_others(Trouble trouble) {
        server().trouble(MY_DRIVE, trouble);
        try (Application application = impatientApplication()) {
            Recorder recorder = application.recorder();
            awaitOpen(recorder, OTHER_DRIVE, 1);
            eventually().until(() -> seen(MY_DRIVE).links().size() >= ATTEMPTS);
            server().emit(OTHER_DRIVE, 3);
            eventually().until(() -> recorder.numbers(OTHER_DRIVE).size() == 3);

            assertThatTheErrorIsTold(application.watch(MY_DRIVE), trouble);
            assertThatDelaysGrow(seen(MY_DRIVE).links());
            assertThat(recorder.story(MY_DRIVE)).isEmpty();

            server().heal(MY_DRIVE);
            awaitOpen(recorder, MY_DRIVE, 1);
            server().emit(MY_DRIVE, 1);
            eventually().until(() -> recorder.numbers(MY_DRIVE).size() == 1);

            assertThat(recorder.story(MY_DRIVE)).containsExactly(Recorder.OPENED, "1");
            assertThat(recorder.story(OTHER_DRIVE)).containsExactly(Recorder.OPENED, "1", "2", "3");
            assertThat(application.bean(OtherDrive.class).heard()).isEqualTo(3);
        }
    }

    /** Servers of another generation refuse only requests for Engine.IO 3. */
    Stream<Trouble> troubles() {
        return Stream.of(Trouble.values()).filter(trouble -> !trouble.isMismatch() || setUp().asked() == 3);
    }

    private Application impatientApplication() {
        return Application.on(server(), setUp())
                .with("drivechange.connect-timeout", "PT1S")
                .with("drivechange.reconnect.delay", "PT0.1S")
                .with("drivechange.reconnect.jitter", "0")
                .startWithTwoDrives();
    }

    private static void assertThatTheErrorIsTold(DriveWatch watch, Trouble trouble) {
        assertThat(watch.state()).isIn(DriveWatch.State.CONNECTING, DriveWatch.State.WAITING);
        assertThat(watch.lastError())
                .hasValueSatisfying(error -> assertThat(error)
                        .startsWith("DRC3")
                        .contains(MY_DRIVE.path())
                        .containsPattern(trouble.phase())
                        .doesNotContain("token=", Application.ACCESS_TOKEN));
    }

    private static void assertThatDelaysGrow(List<ServerState.Link> attempts) {
        for (int i = 1; i < ATTEMPTS; i++) {
            long waited = attempts.get(i).at() - attempts.get(i - 1).at();
            assertThat(waited).isGreaterThanOrEqualTo((FIRST_DELAY << (i - 1)) - TOLERANCE);
        }
    }
}
