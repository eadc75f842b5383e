// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.Recorder;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.Drop;
import org.drivechange.simulator.GraphSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {

    private static final String ME = "/me/drive/root";

    private GraphSimulator simulator;

    @BeforeEach
    void startSimulator() {
        simulator = GraphSimulator.builder()
                .pingInterval(Duration.ofMillis(400))
                .pingTimeout(Duration.ofMillis(400))
                .start();
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @ApplicationScoped
    static class Inbox {

        @DriveChange(target = ME)
        void changed(DriveNotification notification) {}
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "4"})
    void change_reaches_the_observer_with_either_revision(String revision) {
        try (var application = TestApplication.start(
                simulator, Map.of("drivechange.engine-io", revision), Inbox.class, Recorder.class)) {
            application.events().awaitOpened(ME, 1);
            assertThat(simulator.emit(ME)).isEqualTo(1);
            application.events().awaitChanges(ME, 1);
            assertThat(application.watch(ME).state()).isEqualTo(DriveWatch.State.OPEN);
            assertThat(application.watch(ME).notifications()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Drop.class)
    void lost_session_is_reopened_with_a_catch_up(Drop how) {
        try (var application = TestApplication.start(simulator, Inbox.class, Recorder.class)) {
            application.events().awaitOpened(ME, 1);
            simulator.emit(ME);
            application.events().awaitChanges(ME, 1);
            simulator.drop(ME, how);
            application.events().awaitOpened(ME, 2);
            await().untilAsserted(
                            () -> assertThat(application.events().catchUps(ME)).hasSize(1));
            assertThat(application.events().of(ME, DriveSessionClosed.class))
                    .singleElement()
                    .satisfies(closed -> {
                        assertThat(closed.willReconnect()).isTrue();
                        assertThat(closed.reason()).startsWith("DRC3").contains(ME);
                    });
            assertThat(application.events().of(ME, DriveSessionOpened.class))
                    .extracting(DriveSessionOpened::resumed)
                    .containsExactly(false, true);
            simulator.emit(ME);
            application.events().awaitChanges(ME, 2);
        }
    }
}
