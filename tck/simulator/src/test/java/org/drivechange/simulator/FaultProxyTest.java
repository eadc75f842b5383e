// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.drivechange.simulator.RawClient.EIO_3;
import static org.drivechange.simulator.RawClient.EIO_4;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.drivechange.simulator.Conditions.End;
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

    private final Http http = new Http(SIMULATOR);

    @BeforeEach
    void no_connection_of_an_earlier_test_is_open() {
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

    private static RawClient joined() {
        RawClient client = RawClient.joined(SIMULATOR, ROOT, EIO_4);
        await().until(() -> SIMULATOR.sessions(ROOT) == 1);
        return client;
    }

    private static void assertSilent(RawClient client) {
        await().during(A_WHILE).until(client::silent);
    }

    @ParameterizedTest
    @ValueSource(ints = {EIO_3, EIO_4})
    void proxy_relays_the_connections_of_one_target_by_default(int engineIo) {
        assertThat(http.notificationUrl(ROOT).getPort()).isEqualTo(proxy.port());
        assertThat(http.notificationUrl("/drives/near/root").getPort()).isEqualTo(SIMULATOR.socketPort());
        try (RawClient client = RawClient.joined(SIMULATOR, ROOT, engineIo)) {
            await().until(() -> SIMULATOR.sessions(ROOT) == 1);
            SIMULATOR.emit(ROOT, "x".repeat(200_000));
            assertThat(client.text()).hasSizeGreaterThan(200_000);
            SIMULATOR.drop(ROOT, Drop.CLOSE_FRAME);
            assertThat(client.closeCode()).isEqualTo(1005);
        }
    }

    @Test
    void refusing_proxy_does_not_listen_and_open_connections_continue() {
        try (RawClient client = joined()) {
            proxy.refuse();
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> socket().close());
            SIMULATOR.emit(ROOT);
            assertThat(client.text()).startsWith("42");
            proxy.accept();
            proxy.accept();
            RawClient.open(http.notificationUrl(ROOT), EIO_4).close();
        }
    }

    @Test
    void proxy_can_accept_and_stay_silent() throws IOException {
        proxy.newConnections(Conditions.ending(Point.now(), End.SILENCE));
        try (Socket socket = socket()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            socket.setSoTimeout((int) A_WHILE.toMillis());
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> socket.getInputStream().read());
        }
    }

    @Test
    void proxy_can_stop_after_the_upgrade_or_a_number_of_frames() {
        proxy.newConnections(Conditions.ending(Point.afterFrames(0), End.SILENCE));
        try (RawClient upgraded = RawClient.open(http.notificationUrl(ROOT), EIO_4)) {
            assertSilent(upgraded);
        }
        proxy.newConnections(Conditions.ending(Point.afterFrames(1), End.SILENCE));
        try (RawClient greeted = RawClient.open(http.notificationUrl(ROOT), EIO_4)) {
            assertThat(greeted.text()).startsWith("0{");
            greeted.send("40/notifications,");
            assertSilent(greeted);
            assertThat(SIMULATOR.sessions(ROOT)).isZero();
        }
    }

    @Test
    void live_connection_can_fall_silent_and_hide_each_sides_end() {
        try (RawClient client = joined()) {
            proxy.liveConnections(Conditions.ending(Point.now(), End.SILENCE));
            assertThat(SIMULATOR.emit(ROOT)).isEqualTo(1);
            assertSilent(client);
            proxy.liveConnections(Conditions.good());
            client.socket().abort();
            await().during(A_WHILE).until(() -> SIMULATOR.openSockets() == 1);
            proxy.close();
            await().until(() -> SIMULATOR.openSockets() == 0);
        }
    }

    @Test
    void a_live_connection_can_be_reset() {
        try (RawClient client = joined()) {
            proxy.liveConnections(Conditions.ending(Point.now(), End.RESET));
            assertThat(client.end())
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableThat()
                    .withMessageContaining("reset");
            await().until(() -> SIMULATOR.openSockets() == 0);
        }
    }

    @Test
    void a_connection_can_end_in_the_middle_of_a_frame() throws IOException {
        proxy.newConnections(Conditions.ending(new Point(true, 0, 5), End.FIN));
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
    void bytes_can_trickle_and_come_whole() {
        try (RawClient client = joined()) {
            proxy.liveConnections(Conditions.trickling(200));
            long before = System.nanoTime();
            SIMULATOR.emit(ROOT, "x".repeat(60));
            assertThat(client.text()).endsWith("x\"]");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(A_WHILE);

            proxy.liveConnections(Conditions.trickling(1));
            SIMULATOR.emit(ROOT, "y".repeat(60));
            assertSilent(client);
            proxy.liveConnections(Conditions.good());
            assertThat(client.text()).endsWith("y\"]");
        }
    }

    @Test
    void old_connection_can_be_delayed_while_a_new_one_is_not() {
        try (RawClient old = joined()) {
            proxy.liveConnections(Conditions.late(Duration.ZERO, Duration.ofHours(1)));
            try (RawClient young = RawClient.joined(SIMULATOR, ROOT, EIO_4)) {
                await().until(() -> SIMULATOR.sessions(ROOT) == 2);
                SIMULATOR.emit(ROOT, "1");
                SIMULATOR.emit(ROOT, "2");
                assertThat(List.of(young.text(), young.text()))
                        .last()
                        .asString()
                        .endsWith("\"2\"]");
                assertSilent(old);
                proxy.liveConnections(Conditions.late(Duration.ZERO, A_WHILE));
                assertThat(List.of(old.text(), old.text())).last().asString().endsWith("\"2\"]");
            }
        }
    }

    @Test
    void client_data_can_be_delayed() {
        try (RawClient client = RawClient.joined(SIMULATOR, ROOT, EIO_3)) {
            proxy.liveConnections(Conditions.late(A_WHILE, Duration.ZERO));
            long before = System.nanoTime();
            client.send("2");
            assertThat(client.text()).isEqualTo("3");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(A_WHILE);
        }
    }

    @Test
    void invalid_conditions_are_rejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> Conditions.trickling(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Conditions.late(Duration.ZERO, Duration.ofMillis(1).negated()));
        assertThatIllegalArgumentException().isThrownBy(() -> FaultProxy.before(SIMULATOR, "/nonsense"));
    }

    @Test
    void close_leaves_no_connection_and_no_thread() {
        try (RawClient client = joined()) {
            proxy.close();
            proxy.close();
            await().until(client.end()::isDone);
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("drivechange-simulator-proxy"));
        }
    }

    private Socket socket() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }
}
