// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.drivechange.simulator.client.SocketIoTestClient.EIO_4;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.drivechange.simulator.client.SimulatorHttpClient;
import org.drivechange.simulator.client.SocketIoTestClient;
import org.junit.jupiter.api.Test;

class GraphSimulatorTest {

    private static final String ROOT = "/me/drive/root";

    @Test
    void simulator_closes_fast_repeatedly_and_leaves_no_thread() {
        GraphSimulator simulator = GraphSimulator.start();
        SimulatorHttpClient http = new SimulatorHttpClient(simulator);
        SocketIoTestClient client = SocketIoTestClient.joined(simulator, ROOT, EIO_4);
        simulator.script(ScriptedResponse.hang());
        CompletableFuture<?> hanging = http.subscribeAsync(ROOT);
        await().until(() -> simulator.requests().size() == 2);
        Set<Thread> own = threads();
        assertThat(own).isNotEmpty();

        long before = System.nanoTime();
        simulator.close();
        simulator.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        await().until(() -> own.stream().noneMatch(Thread::isAlive));
        await().until(client.closeFuture()::isDone);
        await().until(hanging::isDone);
    }

    @Test
    void hanging_requests_use_no_threads_and_end_with_the_simulator() {
        GraphSimulator simulator = GraphSimulator.start();
        SimulatorHttpClient http = new SimulatorHttpClient(simulator);
        simulator.always(ROOT, ScriptedResponse.hang());
        Set<Thread> before = threads();
        List<CompletableFuture<?>> hanging = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            hanging.add(http.subscribeAsync(ROOT));
            await().until(() -> simulator.requests().size() == hanging.size());
        }

        await().untilAsserted(() -> assertThat(threads())
                .filteredOn(thread -> !before.contains(thread))
                .hasSizeLessThan(10));
        assertThat(hanging).noneMatch(CompletableFuture::isDone);
        simulator.close();
        await().until(() -> hanging.stream().allMatch(CompletableFuture::isDone));
    }

    @Test
    void simulator_closes_while_frozen_and_with_silent_sockets() {
        GraphSimulator simulator = GraphSimulator.start();
        SocketIoTestClient silent = SocketIoTestClient.joined(simulator, ROOT, EIO_4);
        await().until(() -> simulator.drop(ROOT, DropMode.SILENCE) == 1);
        simulator.freeze();
        CompletableFuture<?> held = new SimulatorHttpClient(simulator).subscribeAsync(ROOT);
        await().until(() -> simulator.requests().size() == 2);

        simulator.close();

        await().until(silent.closeFuture()::isDone);
        await().until(held::isDone);
    }

    @Test
    void simulator_reports_a_port_in_use_and_leaves_nothing_running() {
        try (GraphSimulator first = GraphSimulator.start()) {
            int graphPort = URI.create(first.graphUrl()).getPort();
            int socketPort =
                    new SimulatorHttpClient(first).notificationUrl(ROOT).getPort();
            Set<Thread> before = threads();

            assertThatThrownBy(
                            () -> GraphSimulator.builder().graphPort(graphPort).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Graph port " + graphPort);
            assertThatThrownBy(() ->
                            GraphSimulator.builder().socketPort(socketPort).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Socket.IO port " + socketPort);
            await().until(() -> before.containsAll(threads()));
        }
    }

    @Test
    void builder_sets_the_ports() {
        int graphPort;
        int socketPort;
        try (GraphSimulator first = GraphSimulator.start()) {
            graphPort = URI.create(first.graphUrl()).getPort();
            socketPort = new SimulatorHttpClient(first).notificationUrl(ROOT).getPort();
        }
        try (GraphSimulator again = GraphSimulator.builder()
                .graphPort(graphPort)
                .socketPort(socketPort)
                .start()) {
            assertThat(again.graphUrl()).isEqualTo("http://localhost:" + graphPort + "/v1.0");
            assertThat(again.controlUrl()).isEqualTo("http://localhost:" + graphPort + "/control");
            assertThat(new SimulatorHttpClient(again).notificationUrl(ROOT)).hasPort(socketPort);
        }
    }

    @Test
    void expired_subscription_drops_its_session_and_rejects_its_token() {
        try (GraphSimulator simulator = GraphSimulator.builder()
                        .subscriptionLife(Duration.ofSeconds(1))
                        .start();
                SocketIoTestClient client = SocketIoTestClient.joined(simulator, ROOT, EIO_4)) {
            assertThat(client.text()).isEqualTo("41/notifications,");
            assertThat(simulator.sessions(ROOT)).isZero();
            client.send("40/notifications,");
            assertThat(client.text()).startsWith("44/notifications,");
        }
    }

    @Test
    void callback_urls_have_separate_namespaces() {
        try (GraphSimulator simulator =
                GraphSimulator.builder().callbackUrls(true).start()) {
            URI url = new SimulatorHttpClient(simulator).notificationUrl(ROOT);
            assertThat(url.toString())
                    .matches("http://localhost:\\d+/[0-9a-f]{8}/callback\\?snthgk=s3cr3t-[0-9a-f-]{36}");
            String namespace = url.getPath().replace("/callback", "");
            try (SocketIoTestClient client = SocketIoTestClient.open(url, EIO_4)) {
                assertThat(client.text()).startsWith("0{");
                client.send("40" + url.getPath() + ",");
                assertThat(client.text()).startsWith("44" + url.getPath());
                client.send("40" + namespace + ",");
                assertThat(client.text()).startsWith("40" + namespace + ",{\"sid\"");
                await().until(() -> simulator.emit(ROOT) == 1);
                assertThat(client.text()).startsWith("42" + namespace + ",[\"notification\"");
            }
        }
    }

    @Test
    void builder_rejects_invalid_settings_and_names_the_valid_range() {
        GraphSimulatorBuilder builder = GraphSimulator.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.graphPort(65536))
                .withMessage("Expected a Graph port of 0 (random) to 65535 but found 65536.");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.socketPort(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.pingInterval(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.pingTimeout(Duration.ofDays(99)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.subscriptionLife(Duration.ofSeconds(-1)));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(pool|HTTP-|drivechange|idle-).*"))
                .collect(Collectors.toSet());
    }
}
