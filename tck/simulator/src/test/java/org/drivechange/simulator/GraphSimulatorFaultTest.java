// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.drivechange.simulator.client.SocketIoTestClient.EIO_3;
import static org.drivechange.simulator.client.SocketIoTestClient.EIO_4;

import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.drivechange.simulator.client.SimulatorHttpClient;
import org.drivechange.simulator.client.SocketIoTestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphSimulatorFaultTest {

    private static final GraphSimulator SIMULATOR = GraphSimulator.start();

    private static final String ROOT = "/me/drive/root";

    private final SimulatorHttpClient http = new SimulatorHttpClient(SIMULATOR);

    @BeforeEach
    void awaitNoOpenConnection() {
        await().until(() -> SIMULATOR.openSockets() == 0);
    }

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {EIO_3, EIO_4})
    void drop_by_disconnect_packet_leaves_the_websocket_open(int engineIo) {
        try (SocketIoTestClient client = joined("/drives/polite/root", engineIo)) {
            int open = SIMULATOR.openSockets();
            assertThat(SIMULATOR.drop("/drives/polite/root", DropMode.DISCONNECT))
                    .isEqualTo(1);
            assertThat(client.text()).isEqualTo("41/notifications,");
            assertThat(SIMULATOR.sessions("/drives/polite/root")).isZero();
            assertThat(SIMULATOR.openSockets()).isEqualTo(open);

            client.send("40/notifications,");
            assertThat(client.text()).startsWith("40/notifications");
            await().until(() -> SIMULATOR.sessions("/drives/polite/root") == 1);
        }
    }

    @Test
    void drop_by_close_frame_sends_no_status() {
        try (SocketIoTestClient client = joined("/drives/closed/root", EIO_4)) {
            int open = SIMULATOR.openSockets();
            assertThat(SIMULATOR.drop("/drives/closed/root", DropMode.CLOSE_FRAME))
                    .isEqualTo(1);
            assertThat(client.closeCode()).isEqualTo(1005);
            await().until(() -> SIMULATOR.openSockets() < open);
        }
    }

    @Test
    void drop_by_reset_sends_no_close_frame() {
        try (SocketIoTestClient client = joined("/drives/reset/root", EIO_4)) {
            int open = SIMULATOR.openSockets();
            assertThat(SIMULATOR.drop("/drives/reset/root", DropMode.RESET)).isEqualTo(1);
            assertThat(client.closeFuture())
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableThat()
                    .withMessageContaining("reset");
            await().until(() -> SIMULATOR.openSockets() < open);
        }
    }

    @Test
    void drop_by_silence_keeps_the_websocket_open_and_sends_nothing() {
        try (SocketIoTestClient client = joined("/drives/silent/root", EIO_3);
                SocketIoTestClient other = joined("/drives/talking/root", EIO_3)) {
            int open = SIMULATOR.openSockets();
            assertThat(SIMULATOR.drop("/drives/silent/root", DropMode.SILENCE)).isEqualTo(1);
            assertThat(SIMULATOR.emit("/drives/silent/root")).isZero();
            client.send("2");
            other.send("2");
            assertThat(other.text()).isEqualTo("3");
            assertThat(client.isSilent()).isTrue();
            assertThat(SIMULATOR.openSockets()).isEqualTo(open);
            client.socket().abort();
            await().until(() -> SIMULATOR.openSockets() < open);
        }
    }

    @Test
    void drop_without_sessions_returns_zero() {
        for (DropMode how : DropMode.values()) {
            assertThat(SIMULATOR.drop("/drives/unknown/root", how)).isZero();
        }
    }

    @Test
    void simulator_refuses_the_requested_number_of_upgrades() {
        URI url = http.notificationUrl(ROOT);
        SIMULATOR.refuseUpgrades(2);
        assertRefused(url);
        assertRefused(url);
        SocketIoTestClient.open(url, EIO_4).close();

        SIMULATOR.refuseUpgrades(Integer.MAX_VALUE);
        assertRefused(url);
        assertRefused(url);
        SIMULATOR.refuseUpgrades(0);
        SocketIoTestClient.open(url, EIO_4).close();
        assertThatIllegalArgumentException().isThrownBy(() -> SIMULATOR.refuseUpgrades(-1));
    }

    @Test
    void simulator_drops_a_session_right_after_its_join() {
        SIMULATOR.dropAfterJoin(true);
        try (SocketIoTestClient client = SocketIoTestClient.joined(SIMULATOR, "/drives/short/root", EIO_3)) {
            assertThat(client.closeCode()).isEqualTo(1005);
        } finally {
            SIMULATOR.dropAfterJoin(false);
        }
        try (SocketIoTestClient client = joined("/drives/short/root", EIO_3)) {
            assertThat(SIMULATOR.emit("/drives/short/root")).isEqualTo(1);
            assertThat(client.text()).startsWith("42");
        }
    }

    @Test
    void expired_subscription_drops_its_session_and_rejects_its_token() {
        String target = "/drives/expired/root";
        URI old = http.notificationUrl(target);
        try (SocketIoTestClient client = joined(target, EIO_4);
                SocketIoTestClient late = SocketIoTestClient.open(old, EIO_4)) {
            SIMULATOR.expire(target);
            assertThat(client.text()).isEqualTo("41/notifications,");
            client.send("40/notifications,");
            assertThat(client.text()).startsWith("44/notifications,");
            assertThat(late.text()).startsWith("0{");
            late.send("40/notifications,");
            assertThat(late.text()).startsWith("44/notifications,");
        }
        joined(target, EIO_4).close();
    }

    @Test
    void frozen_simulator_accepts_silently_and_continues_after_thaw() {
        URI url = http.notificationUrl("/drives/frozen/root");
        try (SocketIoTestClient client = joined("/drives/frozen/root", EIO_3)) {
            SIMULATOR.freeze();
            int before = SIMULATOR.requests().size();
            CompletableFuture<HttpResponse<String>> graph = http.subscribeAsync(ROOT);
            CompletableFuture<SocketIoTestClient> upgrade =
                    CompletableFuture.supplyAsync(() -> SocketIoTestClient.open(url, EIO_4));
            client.send("2");
            assertThat(SIMULATOR.emit("/drives/frozen/root", "{}")).isEqualTo(1);
            await().until(() -> SIMULATOR.requests().size() > before);
            assertThat(http.get("/state").body()).contains("\"frozen\":true");
            assertThat(graph).isNotDone();
            assertThat(upgrade).isNotDone();
            assertThat(client.isSilent()).isTrue();

            SIMULATOR.thaw();

            assertThat(graph.join().statusCode()).isEqualTo(200);
            assertThat(upgrade.join().text()).startsWith("0{");
            assertThat(List.of(client.text(), client.text()))
                    .containsExactlyInAnyOrder("3", "42/notifications,[\"notification\",\"{}\"]");
            upgrade.join().close();
        }
    }

    private static SocketIoTestClient joined(String target, int engineIo) {
        SocketIoTestClient client = SocketIoTestClient.joined(SIMULATOR, target, engineIo);
        await().until(() -> SIMULATOR.sessions(target) == 1);
        return client;
    }

    private static void assertRefused(URI url) {
        assertThatThrownBy(() -> SocketIoTestClient.open(url, EIO_4))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(503));
    }
}
