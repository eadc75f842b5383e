// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.drivechange.simulator.client.SocketIoTestClient.EIO_3;
import static org.drivechange.simulator.client.SocketIoTestClient.EIO_4;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.client.SimulatorHttpClient;
import org.drivechange.simulator.client.SocketIoTestClient;
import org.drivechange.simulator.internal.network.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketIoListenerTest {

    private static final GraphSimulator SIMULATOR = GraphSimulator.builder()
            .pingInterval(Duration.ofMillis(300))
            .pingTimeout(Duration.ofMillis(1500))
            .start();

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
    void handshake_contains_the_configured_heartbeat_intervals(int engineIo) throws Exception {
        try (SocketIoTestClient client = SocketIoTestClient.open(http.notificationUrl("/me/drive/root"), engineIo)) {
            JsonNode open = Json.read(client.text().substring(1));
            assertThat(open.path("sid").textValue()).hasSize(36);
            assertThat(open.path("pingInterval").intValue()).isEqualTo(300);
            assertThat(open.path("pingTimeout").intValue()).isEqualTo(1500);
        }
    }

    @Test
    void socket_io_listener_pings_engine_io_4_and_answers_its_connect_with_a_sid() {
        URI url = http.notificationUrl("/me/drive/root");
        try (SocketIoTestClient client = SocketIoTestClient.open(url, EIO_4)) {
            assertThat(client.text()).startsWith("0{");
            client.send("40/notifications");
            assertThat(client.text()).matches("40/notifications,\\{\"sid\":\"[0-9a-f-]{36}\"}");
            assertThat(client.text()).isEqualTo("2");
            client.send("3");
            assertThat(client.text()).isEqualTo("2");
        }
    }

    @Test
    void socket_io_listener_accepts_an_earlier_join_of_the_root_namespace() {
        try (SocketIoTestClient client = SocketIoTestClient.open(http.notificationUrl("/me/drive/root"), EIO_4)) {
            assertThat(client.text()).startsWith("0{");
            client.send("40");
            assertThat(client.text()).startsWith("40{\"sid\":");
            client.send("40/notifications,");
            assertThat(client.text()).startsWith("40/notifications,{\"sid\":");
        }
    }

    @Test
    void socket_io_listener_answers_pings_of_engine_io_3() {
        try (SocketIoTestClient client = SocketIoTestClient.joined(SIMULATOR, "/me/drive/root", EIO_3)) {
            client.send("2");
            assertThat(client.text()).isEqualTo("3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ""})
    void socket_io_listener_accepts_the_token_in_the_namespace_of_engine_io_3(String end) {
        URI url = http.notificationUrl("/drives/query/root");
        URI without = URI.create(url.toString().replaceAll("\\?.*", "?x=1"));
        try (SocketIoTestClient client = SocketIoTestClient.open(without, EIO_3)) {
            assertThat(client.text()).startsWith("0{");
            assertThat(client.text()).isEqualTo("40");
            client.send("40/notifications?" + url.getRawQuery() + end);
            assertThat(client.text()).isIn("40/notifications", "40/notifications,");
            await().until(() -> SIMULATOR.sessions("/drives/query/root") == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {EIO_3, EIO_4})
    void notification_reaches_the_sessions_of_its_target_only(int engineIo) throws Exception {
        String target = "/drives/b!" + engineIo + "/root";
        try (SocketIoTestClient one = SocketIoTestClient.joined(SIMULATOR, target, engineIo);
                SocketIoTestClient two = SocketIoTestClient.joined(SIMULATOR, target, engineIo);
                SocketIoTestClient other = SocketIoTestClient.joined(SIMULATOR, "/drives/other/root", engineIo)) {
            await().until(() -> SIMULATOR.sessions(target) == 2);

            assertThat(SIMULATOR.emit(target)).isEqualTo(2);
            assertThat(SIMULATOR.emit(target, "{\"value\":[]}")).isEqualTo(2);

            JsonNode element = element(event(one));
            assertThat(element.path("subscriptionId").textValue())
                    .hasSize(36)
                    .isNotEqualTo(element(event(two)).path("subscriptionId").textValue());
            assertThat(element.path("clientState").textValue()).startsWith("system-managed:");
            assertThat(element.path("expirationDateTime").textValue()).endsWith("Z");
            assertThat(event(one)).isEqualTo("42/notifications,[\"notification\",\"{\\\"value\\\":[]}\"]");
            SIMULATOR.emitFrame("/drives/other/root", "42/notifications,[\"notification\",\"other\"]");
            assertThat(event(other)).contains("\"other\"");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {EIO_3, EIO_4})
    void simulator_requests_and_counts_acks(int engineIo) {
        String target = "/drives/acks" + engineIo + "/root";
        try (SocketIoTestClient client = SocketIoTestClient.joined(SIMULATOR, target, engineIo)) {
            await().until(() -> SIMULATOR.emitWithAck(target) == 1);
            String event = event(client);
            assertThat(event).matches("42/notifications,\\d+\\[\"notification\",.*");
            assertThat(SIMULATOR.acks(target)).isZero();

            client.send("43/notifications," + event.replaceAll("42/notifications,(\\d+).*", "$1") + "[]");

            await().until(() -> SIMULATOR.acks(target) == 1);
        }
    }

    @Test
    void simulator_sends_raw_frames_unchanged() {
        String target = "/drives/raw/root";
        try (SocketIoTestClient client = SocketIoTestClient.joined(SIMULATOR, target, EIO_4)) {
            await().until(() -> SIMULATOR.emitFrame(target, "42/notifications,[\"notification") == 1);
            assertThat(event(client)).isEqualTo("42/notifications,[\"notification");
            assertThat(SIMULATOR.emitBinaryFrame(target, new byte[] {4, 0, -1})).isEqualTo(1);
            assertThat(client.binary()).containsExactly(4, 0, -1);
        }
    }

    @Test
    void simulator_sends_raw_bytes_until_the_connection_ends() {
        String target = "/drives/bytes/root";
        try (SocketIoTestClient client = SocketIoTestClient.joined(SIMULATOR, target, EIO_4)) {
            await().until(() -> SIMULATOR.sessions(target) == 1);
            assertThat(SIMULATOR.emitBytes(target, new byte[] {0x01, 1, '9'})).isEqualTo(1);
            assertThat(SIMULATOR.emitBytes(target, new byte[] {(byte) 0x80, 1, '?'}))
                    .isEqualTo(1);
            assertThat(client.text()).isEqualTo("9?");
        }
        byte[] many = new byte[1 << 20];
        await().until(() -> SIMULATOR.emitBytes(target, many) == 0);
    }

    @Test
    void simulator_sends_a_message_of_several_megabytes() {
        String target = "/drives/large/root";
        String json = "{\"x\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";
        try (SocketIoTestClient client = SocketIoTestClient.joined(SIMULATOR, target, EIO_4)) {
            await().until(() -> SIMULATOR.emit(target, json) == 1);
            assertThat(event(client)).hasSizeGreaterThan(json.length());
        }
    }

    @Test
    void socket_io_listener_rejects_an_unknown_token_in_each_protocol_version() {
        URI url = URI.create(http.notificationUrl("/me/drive/root").toString().replaceAll("token=[^&]*", "token=x"));
        try (SocketIoTestClient three = SocketIoTestClient.open(url, EIO_3);
                SocketIoTestClient four = SocketIoTestClient.open(url, EIO_4)) {
            three.send("40/notifications,");
            four.send("40/notifications,");
            assertThat(refusal(three)).isEqualTo("44/notifications,\"Unauthorized\"");
            assertThat(refusal(four)).isEqualTo("44/notifications,{\"message\":\"Unauthorized\"}");
        }
    }

    @Test
    void socket_io_listener_rejects_an_unknown_namespace_in_each_protocol_version() {
        URI url = http.notificationUrl("/me/drive/root");
        try (SocketIoTestClient three = SocketIoTestClient.open(url, EIO_3);
                SocketIoTestClient four = SocketIoTestClient.open(url, EIO_4)) {
            three.send("40/nope,");
            four.send("40/notifications?" + url.getRawQuery() + ",");
            assertThat(refusal(three)).isEqualTo("44/nope,\"Invalid namespace\"");
            assertThat(refusal(four)).contains("{\"message\":\"Invalid namespace\"}");
            four.send("40/notifications,");
            assertThat(event(four)).startsWith("40/notifications,{");
        }
    }

    @Test
    void socket_io_listener_removes_the_session_of_a_disconnected_client() {
        String target = "/drives/leaving/root";
        try (SocketIoTestClient client = SocketIoTestClient.joined(SIMULATOR, target, EIO_4)) {
            await().until(() -> SIMULATOR.sessions(target) == 1);
            int open = SIMULATOR.openSockets();
            client.send("41/notifications,");
            await().until(() -> SIMULATOR.sessions(target) == 0);
            assertThat(SIMULATOR.openSockets()).isEqualTo(open);
            client.socket().sendClose(1000, "").join();
            assertThat(client.closeCode()).isEqualTo(1000);
            await().until(() -> SIMULATOR.openSockets() < open);
        }
    }

    @Test
    void socket_io_listener_drops_a_client_without_pong() {
        try (SocketIoTestClient client = SocketIoTestClient.joined(SIMULATOR, "/drives/asleep/root", EIO_4)) {
            await().until(() -> SIMULATOR.sessions("/drives/asleep/root") == 1);
            assertThat(client.text()).isEqualTo("2");
            // checked on the server: the JDK's client occasionally misses an end that immediately follows a text
            await().until(() -> SIMULATOR.openSockets() == 0);
            assertThat(SIMULATOR.sessions("/drives/asleep/root")).isZero();
        }
    }

    @Test
    void socket_io_listener_records_the_request_line_byte_for_byte() {
        URI url = URI.create(http.notificationUrl("/me/drive/root") + "&odd=a%2Bb+c%20%2f");
        try (SocketIoTestClient client = SocketIoTestClient.open(url, EIO_4)) {
            assertThat(client.text()).startsWith("0{");
            assertThat(SIMULATOR.upgradeRequestLines())
                    .contains("GET /socket.io/?" + url.getRawQuery() + "&EIO=4&transport=websocket HTTP/1.1");
        }
    }

    @Test
    void socket_io_listener_answers_a_websocket_ping() {
        try (SocketIoTestClient client = SocketIoTestClient.joined(SIMULATOR, "/drives/pong/root", EIO_3)) {
            client.socket().sendPing(ByteBuffer.wrap(new byte[] {7})).join();
            assertThat(client.pong()).containsExactly(7);
        }
    }

    private static String event(SocketIoTestClient client) {
        String text = client.text();
        return text.equals("2") ? event(client) : text;
    }

    private static String refusal(SocketIoTestClient client) {
        String text = client.text();
        return text.startsWith("44") ? text : refusal(client);
    }

    private static JsonNode element(String event) throws Exception {
        assertThat(event).startsWith("42/notifications,[\"notification\",\"");
        JsonNode arguments = Json.read(event.substring("42/notifications,".length()));
        return Json.read(arguments.path(1).textValue()).path("value").path(0);
    }
}
