// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.drivechange.simulator.RawClient.EIO_3;
import static org.drivechange.simulator.RawClient.EIO_4;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a CONNECT requires a token, whatever its frames. */
class JoinTest {

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

    @Test
    void a_connect_in_two_fragments_joins() {
        String target = "/drives/fragments/root";
        try (RawClient client = RawClient.open(http.notificationUrl(target), EIO_4)) {
            assertThat(client.text()).startsWith("0{");
            client.send("40/notifi", "cations,");
            assertThat(client.text()).startsWith("40/notifications,{");
            await().until(() -> SIMULATOR.sessions(target) == 1);
        }
    }

    @Test
    void a_connect_in_two_fragments_without_a_token_is_refused() {
        try (RawClient client = RawClient.open(withoutToken(), EIO_4)) {
            assertThat(client.text()).startsWith("0{");
            client.send("4", "0/notifications,");
            assertThat(client.text()).isEqualTo("44/notifications,{\"message\":\"Unauthorized\"}");
            assertThat(http.get("/state").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {EIO_3, EIO_4})
    void a_connect_in_a_binary_frame_ends_the_connection_without_a_join(int engineIo) {
        try (RawClient client = RawClient.open(withoutToken(), engineIo)) {
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
