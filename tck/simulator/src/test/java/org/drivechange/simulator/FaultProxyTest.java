// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.drivechange.simulator.client.SocketIoTestClient.EIO_3;
import static org.drivechange.simulator.client.SocketIoTestClient.EIO_4;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.drivechange.simulator.NetworkConditions.End;
import org.drivechange.simulator.client.SimulatorHttpClient;
import org.drivechange.simulator.client.SocketIoTestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultProxyTest {

    private static final GraphSimulator SIMULATOR = GraphSimulator.start();

    private static final String ROOT = "/drives/far/root";

    private static final Duration A_WHILE = Duration.ofMillis(300);

    private final FaultProxy proxy = FaultProxy.before(SIMULATOR, ROOT);

    private final SimulatorHttpClient http = new SimulatorHttpClient(SIMULATOR);

    @BeforeEach
    void awaitNoOpenConnection() {
        await().until(() -> SIMULATOR.openSockets() == 0);
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    private static SocketIoTestClient joined() {
        SocketIoTestClient client = SocketIoTestClient.joined(SIMULATOR, ROOT, EIO_4);
        await().until(() -> SIMULATOR.sessions(ROOT) == 1);
        return client;
    }

    private static void assertSilent(SocketIoTestClient client) {
        await().during(A_WHILE).until(client::isSilent);
    }

    @ParameterizedTest
    @ValueSource(ints = {EIO_3, EIO_4})
    void proxy_relays_the_connections_of_its_target_by_default(int engineIo) {
        assertThat(http.notificationUrl(ROOT).getPort()).isEqualTo(proxy.port());
        assertThat(http.notificationUrl("/drives/near/root").getPort()).isEqualTo(SIMULATOR.socketPort());
        try (SocketIoTestClient client = SocketIoTestClient.joined(SIMULATOR, ROOT, engineIo)) {
            await().until(() -> SIMULATOR.sessions(ROOT) == 1);
            SIMULATOR.emit(ROOT, "x".repeat(200_000));
            assertThat(client.text()).hasSizeGreaterThan(200_000);
            SIMULATOR.drop(ROOT, DropMode.CLOSE_FRAME);
            assertThat(client.closeCode()).isEqualTo(1005);
        }
    }

    @Test
    void refusing_proxy_does_not_listen_and_keeps_open_connections() {
        try (SocketIoTestClient client = joined()) {
            proxy.refuse();
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> socket().close());
            SIMULATOR.emit(ROOT);
            assertThat(client.text()).startsWith("42");
            proxy.accept();
            proxy.accept();
            SocketIoTestClient.open(http.notificationUrl(ROOT), EIO_4).close();
        }
    }

    @Test
    void proxy_accepts_and_stays_silent() throws IOException {
        proxy.newConnections(NetworkConditions.endingAt(StreamPosition.now(), End.SILENCE));
        try (Socket socket = socket()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            socket.setSoTimeout((int) A_WHILE.toMillis());
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> socket.getInputStream().read());
        }
    }

    @Test
    void proxy_stops_after_the_upgrade_or_a_number_of_frames() {
        proxy.newConnections(NetworkConditions.endingAt(StreamPosition.afterFrames(0), End.SILENCE));
        try (SocketIoTestClient upgraded = SocketIoTestClient.open(http.notificationUrl(ROOT), EIO_4)) {
            assertSilent(upgraded);
        }
        proxy.newConnections(NetworkConditions.endingAt(StreamPosition.afterFrames(1), End.SILENCE));
        try (SocketIoTestClient greeted = SocketIoTestClient.open(http.notificationUrl(ROOT), EIO_4)) {
            assertThat(greeted.text()).startsWith("0{");
            greeted.send("40/notifications,");
            assertSilent(greeted);
            assertThat(SIMULATOR.sessions(ROOT)).isZero();
        }
    }

    @Test
    void proxy_silences_an_open_connection_and_hides_the_end_of_each_side() {
        try (SocketIoTestClient client = joined()) {
            proxy.liveConnections(NetworkConditions.endingAt(StreamPosition.now(), End.SILENCE));
            assertThat(SIMULATOR.emit(ROOT)).isEqualTo(1);
            assertSilent(client);
            proxy.liveConnections(NetworkConditions.unimpaired());
            client.socket().abort();
            await().during(A_WHILE).until(() -> SIMULATOR.openSockets() == 1);
            proxy.close();
            await().until(() -> SIMULATOR.openSockets() == 0);
        }
    }

    @Test
    void proxy_resets_an_open_connection() {
        try (SocketIoTestClient client = joined()) {
            proxy.liveConnections(NetworkConditions.endingAt(StreamPosition.now(), End.RESET));
            assertThat(client.closeFuture())
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableThat()
                    .withMessageContaining("reset");
            await().until(() -> SIMULATOR.openSockets() == 0);
        }
    }

    @Test
    void proxy_ends_a_connection_within_a_frame() throws IOException {
        proxy.newConnections(NetworkConditions.endingAt(new StreamPosition(true, 0, 5), End.FIN));
        String query = http.notificationUrl(ROOT).getRawQuery();
        try (Socket socket = socket()) {
            socket.getOutputStream()
                    .write(("GET /socket.io/?EIO=4&transport=websocket&" + query + " HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(US_ASCII));
            socket.setSoTimeout(5_000);
            String all = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(all).startsWith("HTTP/1.1 101 ");
            assertThat(all.substring(all.indexOf("\r\n\r\n") + 4)).hasSize(5).startsWith("\u0081");
            await().until(() -> SIMULATOR.openSockets() == 0);
        }
    }

    @Test
    void proxy_limits_the_rate_and_relays_all_bytes() {
        try (SocketIoTestClient client = joined()) {
            proxy.liveConnections(NetworkConditions.rateLimited(200));
            long before = System.nanoTime();
            SIMULATOR.emit(ROOT, "x".repeat(60));
            assertThat(client.text()).endsWith("x\"]");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(A_WHILE);

            proxy.liveConnections(NetworkConditions.rateLimited(1));
            SIMULATOR.emit(ROOT, "y".repeat(60));
            assertSilent(client);
            proxy.liveConnections(NetworkConditions.unimpaired());
            assertThat(client.text()).endsWith("y\"]");
        }
    }

    @Test
    void proxy_delays_an_open_connection_but_not_a_new_one() {
        try (SocketIoTestClient old = joined()) {
            proxy.liveConnections(NetworkConditions.delayed(Duration.ZERO, Duration.ofHours(1)));
            try (SocketIoTestClient young = SocketIoTestClient.joined(SIMULATOR, ROOT, EIO_4)) {
                await().until(() -> SIMULATOR.sessions(ROOT) == 2);
                SIMULATOR.emit(ROOT, "1");
                SIMULATOR.emit(ROOT, "2");
                assertThat(List.of(young.text(), young.text()))
                        .last()
                        .asString()
                        .endsWith("\"2\"]");
                assertSilent(old);
                proxy.liveConnections(NetworkConditions.delayed(Duration.ZERO, A_WHILE));
                assertThat(List.of(old.text(), old.text())).last().asString().endsWith("\"2\"]");
            }
        }
    }

    @Test
    void proxy_delays_data_of_the_client() {
        try (SocketIoTestClient client = SocketIoTestClient.joined(SIMULATOR, ROOT, EIO_3)) {
            proxy.liveConnections(NetworkConditions.delayed(A_WHILE, Duration.ZERO));
            long before = System.nanoTime();
            client.send("2");
            assertThat(client.text()).isEqualTo("3");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(A_WHILE);
        }
    }

    @Test
    void network_conditions_reject_invalid_values() {
        assertThatIllegalArgumentException().isThrownBy(() -> NetworkConditions.rateLimited(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkConditions.delayed(
                        Duration.ZERO, Duration.ofMillis(1).negated()));
        assertThatIllegalArgumentException().isThrownBy(() -> FaultProxy.before(SIMULATOR, "/nonsense"));
    }

    @Test
    void proxy_leaves_no_connection_and_no_thread_after_close() {
        try (SocketIoTestClient client = joined()) {
            proxy.close();
            proxy.close();
            await().until(client.closeFuture()::isDone);
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("drivechange-simulator-proxy"));
        }
    }

    private Socket socket() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }
}
