// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.drivechange.DriveWatch;
import org.drivechange.interop.application.Application;
import org.drivechange.interop.application.EventLog;
import org.drivechange.interop.application.OtherDrive;
import org.drivechange.interop.server.ConnectFailure;
import org.drivechange.interop.server.ServerState;
import org.drivechange.interop.server.ServerVariant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests a target whose session does not open beside a healthy one. */
@EnumSource(ServerVariant.class)
class ConnectFailureTest extends RealServerTestBase {

    private static final int ATTEMPTS = 3;
    private static final long FIRST_DELAY = 100;

    /** Tolerance for the clocks of two processes and rounding to milliseconds. */
    private static final long TOLERANCE = 10;

    @ParameterizedTest
    @MethodSource("failures")
    void session_reports_and_retries_a_failing_target_without_affecting_others(ConnectFailure failure) {
        server().injectFailure(MY_DRIVE, failure);
        try (Application application = startApplication()) {
            EventLog events = application.eventLog();
            awaitOpen(events, OTHER_DRIVE, 1);
            eventually().until(() -> stateOf(MY_DRIVE).links().size() >= ATTEMPTS);
            server().emit(OTHER_DRIVE, 3);
            eventually().until(() -> events.numbers(OTHER_DRIVE).size() == 3);

            assertErrorIsReported(application.watch(MY_DRIVE), failure);
            assertDelaysGrow(stateOf(MY_DRIVE).links());
            assertThat(events.sequence(MY_DRIVE)).isEmpty();

            server().removeFailure(MY_DRIVE);
            awaitOpen(events, MY_DRIVE, 1);
            server().emit(MY_DRIVE, 1);
            eventually().until(() -> events.numbers(MY_DRIVE).size() == 1);

            assertThat(events.sequence(MY_DRIVE)).containsExactly(EventLog.OPENED, "1");
            assertThat(events.sequence(OTHER_DRIVE)).containsExactly(EventLog.OPENED, "1", "2", "3");
            assertThat(application.bean(OtherDrive.class).notifications()).isEqualTo(3);
        }
    }

    /** Servers of another generation refuse only requests for Engine.IO 3. */
    Stream<ConnectFailure> failures() {
        return Stream.of(ConnectFailure.values())
                .filter(failure -> !failure.isMismatch() || variant().requestedEngineIo() == 3);
    }

    private Application startApplication() {
        return Application.on(server(), variant())
                .with("drivechange.connect-timeout", "PT1S")
                .with("drivechange.reconnect.delay", "PT0.1S")
                .with("drivechange.reconnect.jitter", "0")
                .startWithTwoDrives();
    }

    private static void assertErrorIsReported(DriveWatch watch, ConnectFailure failure) {
        assertThat(watch.state()).isIn(DriveWatch.State.CONNECTING, DriveWatch.State.WAITING);
        assertThat(watch.lastError())
                .hasValueSatisfying(error -> assertThat(error)
                        .startsWith("DRC3")
                        .contains(MY_DRIVE.path())
                        .containsPattern(failure.phase())
                        .doesNotContain("token=", Application.ACCESS_TOKEN));
    }

    private static void assertDelaysGrow(List<ServerState.UpgradeRequest> attempts) {
        for (int i = 1; i < ATTEMPTS; i++) {
            long waited = attempts.get(i).at() - attempts.get(i - 1).at();
            assertThat(waited).isGreaterThanOrEqualTo((FIRST_DELAY << (i - 1)) - TOLERANCE);
        }
    }
}
