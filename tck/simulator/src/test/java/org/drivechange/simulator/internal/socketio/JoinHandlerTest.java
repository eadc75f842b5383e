// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.drivechange.simulator.client.SocketIoTestClient.EIO_3;
import static org.drivechange.simulator.client.SocketIoTestClient.EIO_4;

import java.net.URI;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.client.SimulatorHttpClient;
import org.drivechange.simulator.client.SocketIoTestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a CONNECT requires a token in every form of frame. */
class JoinHandlerTest {

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

    @Test
    void join_handler_accepts_a_connect_in_two_fragments() {
        String target = "/drives/fragments/root";
        try (SocketIoTestClient client = SocketIoTestClient.open(http.notificationUrl(target), EIO_4)) {
            assertThat(client.text()).startsWith("0{");
            client.send("40/notifi", "cations,");
            assertThat(client.text()).startsWith("40/notifications,{");
            await().until(() -> SIMULATOR.sessions(target) == 1);
        }
    }

    @Test
    void join_handler_rejects_a_connect_in_two_fragments_without_a_token() {
        try (SocketIoTestClient client = SocketIoTestClient.open(withoutToken(), EIO_4)) {
            assertThat(client.text()).startsWith("0{");
            client.send("4", "0/notifications,");
            assertThat(client.text()).isEqualTo("44/notifications,{\"message\":\"Unauthorized\"}");
            assertThat(http.get("/state").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {EIO_3, EIO_4})
    void join_handler_closes_the_connection_on_a_connect_in_a_binary_frame(int engineIo) {
        try (SocketIoTestClient client = SocketIoTestClient.open(withoutToken(), engineIo)) {
            assertThat(client.text()).startsWith("0{");
            client.sendBinary("40/notifications,".getBytes(UTF_8));
            // checked on the server: the JDK's client occasionally misses an end that immediately follows a text
            await().until(() -> SIMULATOR.openSockets() == 0);
            assertThat(SIMULATOR.sessions(ROOT)).isZero();
        }
    }

    private URI withoutToken() {
        return URI.create(http.notificationUrl(ROOT).toString().replaceAll("\\?.*", "?x=1"));
    }
}
