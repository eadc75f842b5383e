// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.drivechange.simulator.client.SocketIoTestClient.EIO_4;

import java.time.Duration;
import java.util.List;
import org.drivechange.simulator.client.DeltaTestClient;
import org.drivechange.simulator.client.SocketIoTestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedDriveNotificationTest {

    private static final String TARGET = "/drives/b!x/root";

    private final GraphSimulator simulator = GraphSimulator.start();

    private final SimulatedDrive drive = simulator.drive(TARGET);

    private final DeltaTestClient client = new DeltaTestClient(simulator, TARGET);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/drives/b!x/root", "/drives/b!x/list"})
    void each_change_notifies_the_sessions_of_all_targets_of_the_drive(String target) {
        try (SocketIoTestClient session = joined(target)) {
            String link = client.latest();
            drive.create(drive.root(), "a.txt", 1);
            assertThat(session.text()).contains("notification");
            assertThat(DeltaTestClient.round(link).names()).contains("a.txt");
            drive.bulk(100);
            assertThat(session.text()).contains("notification");
            drive.bulk(same -> {
                String id = same.create(same.root(), "b.txt", 1);
                same.delete(id);
            });
            assertThat(session.text()).contains("notification");
            drive.items();
            assertThat(session.isSilent()).isTrue();
        }
    }

    @Test
    void failed_change_sends_no_notification() {
        try (SocketIoTestClient session = joined(TARGET)) {
            assertThatIllegalArgumentException().isThrownBy(() -> drive.delete("x"));
            assertThat(session.isSilent()).isTrue();
        }
    }

    @Test
    void delayed_notification_follows_the_change() {
        drive.notificationDelay(Duration.ofMillis(300));
        try (SocketIoTestClient session = joined(TARGET)) {
            long before = System.nanoTime();
            drive.create(drive.root(), "a.txt", 1);
            assertThat(session.text()).contains("notification");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void closed_simulator_sends_no_delayed_notification_and_leaves_no_thread() {
        drive.notificationDelay(Duration.ofHours(1));
        drive.create(drive.root(), "a.txt", 1);
        List<Thread> threads = threads();
        assertThat(threads).isNotEmpty();

        simulator.close();
        drive.create(drive.root(), "b.txt", 1);

        await().until(() -> threads.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void delta_delay_hides_the_change_and_shows_the_former_state() {
        String file = drive.create(drive.root(), "a.txt", 1);
        String link = client.latest();
        drive.deltaDelay(Duration.ofHours(1));
        drive.rename(file, "b.txt");
        drive.create(drive.root(), "c.txt", 1);

        assertThat(DeltaTestClient.round(link).items()).isEmpty();
        assertThat(client.all().names()).containsExactly("root", "a.txt");
        assertThat(drive.items()).hasSize(2);
    }

    @Test
    void delta_shows_a_change_after_its_delay() {
        drive.deltaDelay(Duration.ofMillis(300));
        String link = client.latest();
        drive.create(drive.root(), "a.txt", 1);
        String empty = DeltaTestClient.round(link).deltaLink();

        await().until(() -> DeltaTestClient.round(empty).names().contains("a.txt"));
    }

    @Test
    void delta_link_can_skip_hidden_changes_that_the_older_link_returns() {
        drive.skipHiddenChanges(true);
        drive.deltaDelay(Duration.ofMillis(300));
        String older = client.latest();
        drive.create(drive.root(), "a.txt", 1);
        String newer = DeltaTestClient.round(older).deltaLink();

        await().until(() -> DeltaTestClient.round(older).names().contains("a.txt"));
        assertThat(DeltaTestClient.round(newer).items()).isEmpty();
    }

    private SocketIoTestClient joined(String target) {
        SocketIoTestClient session = SocketIoTestClient.joined(simulator, target, EIO_4);
        await().until(() -> simulator.sessions(target) == 1);
        return session;
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("drivechange-simulator-notifications"))
                .toList();
    }
}
