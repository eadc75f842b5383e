// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.drivechange.simulator.RawClient.EIO_3;
import static org.drivechange.simulator.RawClient.EIO_4;

import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {

    private static final GraphSimulator SIMULATOR = GraphSimulator.start();

    private static final String ROOT = "/me/drive/root";

    private final Http http = new Http(SIMULATOR);

    @BeforeEach
    void no_connection_of_an_earlier_test_is_open() {
        await().until(() -> SIMULATOR.openSockets() == 0);
    }

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {EIO_3, EIO_4})
    void a_disconnect_packet_ends_the_session_and_leaves_the_socket_open(int engineIo) {
        try (RawClient client = joined("/drives/polite/root", engineIo)) {
            int open = SIMULATOR.openSockets();
            assertThat(SIMULATOR.drop("/drives/polite/root", Drop.DISCONNECT)).isEqualTo(1);
            assertThat(client.text()).isEqualTo("41/notifications,");
            assertThat(SIMULATOR.sessions("/drives/polite/root")).isZero();
            assertThat(SIMULATOR.openSockets()).isEqualTo(open);

            client.send("40/notifications,");
            assertThat(client.text()).startsWith("40/notifications");
            await().until(() -> SIMULATOR.sessions("/drives/polite/root") == 1);
        }
    }

    @Test
    void a_close_frame_carries_no_status() {
        try (RawClient client = joined("/drives/closed/root", EIO_4)) {
            int open = SIMULATOR.openSockets();
            assertThat(SIMULATOR.drop("/drives/closed/root", Drop.CLOSE_FRAME)).isEqualTo(1);
            assertThat(client.closeCode()).isEqualTo(1005);
            await().until(() -> SIMULATOR.openSockets() < open);
        }
    }

    @Test
    void reset_comes_without_close_frame() {
        try (RawClient client = joined("/drives/reset/root", EIO_4)) {
            int open = SIMULATOR.openSockets();
            assertThat(SIMULATOR.drop("/drives/reset/root", Drop.RESET)).isEqualTo(1);
            assertThat(client.end())
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableThat()
                    .withMessageContaining("reset");
            await().until(() -> SIMULATOR.openSockets() < open);
        }
    }

    @Test
    void silence_keeps_the_socket_open_and_sends_nothing() {
        try (RawClient client = joined("/drives/silent/root", EIO_3);
                RawClient other = joined("/drives/talking/root", EIO_3)) {
            int open = SIMULATOR.openSockets();
            assertThat(SIMULATOR.drop("/drives/silent/root", Drop.SILENCE)).isEqualTo(1);
            assertThat(SIMULATOR.emit("/drives/silent/root")).isZero();
            client.send("2");
            other.send("2");
            assertThat(other.text()).isEqualTo("3");
            assertThat(client.silent()).isTrue();
            assertThat(SIMULATOR.openSockets()).isEqualTo(open);
            client.socket().abort();
            await().until(() -> SIMULATOR.openSockets() < open);
        }
    }

    @Test
    void dropping_no_session_is_no_error() {
        for (Drop how : Drop.values()) {
            assertThat(SIMULATOR.drop("/drives/nobody/root", how)).isZero();
        }
    }

    @Test
    void upgrades_are_refused_as_often_as_requested() {
        URI url = http.notificationUrl(ROOT);
        SIMULATOR.refuseUpgrades(2);
        assertRefused(url);
        assertRefused(url);
        RawClient.open(url, EIO_4).close();

        SIMULATOR.refuseUpgrades(Integer.MAX_VALUE);
        assertRefused(url);
        assertRefused(url);
        SIMULATOR.refuseUpgrades(0);
        RawClient.open(url, EIO_4).close();
        assertThatIllegalArgumentException().isThrownBy(() -> SIMULATOR.refuseUpgrades(-1));
    }

    @Test
    void a_session_can_be_dropped_as_soon_as_it_has_joined() {
        SIMULATOR.dropAfterJoin(true);
        try (RawClient client = RawClient.joined(SIMULATOR, "/drives/short/root", EIO_3)) {
            assertThat(client.closeCode()).isEqualTo(1005);
        } finally {
            SIMULATOR.dropAfterJoin(false);
        }
        try (RawClient client = joined("/drives/short/root", EIO_3)) {
            assertThat(SIMULATOR.emit("/drives/short/root")).isEqualTo(1);
            assertThat(client.text()).startsWith("42");
        }
    }

    @Test
    void expired_subscription_drops_its_session_and_refuses_its_token() {
        String target = "/drives/expired/root";
        URI old = http.notificationUrl(target);
        try (RawClient client = joined(target, EIO_4);
                RawClient late = RawClient.open(old, EIO_4)) {
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
    void frozen_simulator_accepts_silently_and_continues_when_unfrozen() {
        URI url = http.notificationUrl("/drives/frozen/root");
        try (RawClient client = joined("/drives/frozen/root", EIO_3)) {
            SIMULATOR.freeze();
            int asked = SIMULATOR.requests().size();
            CompletableFuture<HttpResponse<String>> graph = http.subscribing(ROOT);
            CompletableFuture<RawClient> upgrade = CompletableFuture.supplyAsync(() -> RawClient.open(url, EIO_4));
            client.send("2");
            assertThat(SIMULATOR.emit("/drives/frozen/root", "{}")).isEqualTo(1);
            await().until(() -> SIMULATOR.requests().size() > asked);
            assertThat(http.get("/state").body()).contains("\"frozen\":true");
            assertThat(graph).isNotDone();
            assertThat(upgrade).isNotDone();
            assertThat(client.silent()).isTrue();

            SIMULATOR.thaw();

            assertThat(graph.join().statusCode()).isEqualTo(200);
            assertThat(upgrade.join().text()).startsWith("0{");
            assertThat(List.of(client.text(), client.text()))
                    .containsExactlyInAnyOrder("3", "42/notifications,[\"notification\",\"{}\"]");
            upgrade.join().close();
        }
    }

    private static RawClient joined(String target, int engineIo) {
        RawClient client = RawClient.joined(SIMULATOR, target, engineIo);
        await().until(() -> SIMULATOR.sessions(target) == 1);
        return client;
    }

    private static void assertRefused(URI url) {
        assertThatThrownBy(() -> RawClient.open(url, EIO_4))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(503));
    }
}
