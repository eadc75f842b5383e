// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.ClientLoader;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.DropMode;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.spi.AccessTokenProvider;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests a WebSocket client that hangs for one account's URL and ignores interrupts. */
@Tag("soak")
class HangingClientTest {

    private static final int BAD = 200;
    private static final String GOOD = "/drives/good/root";

    /** The account's concurrent attempts plus its overdue ones. */
    private static final int MOST_THREADS = 50;

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger hanging = new AtomicInteger();

    @ApplicationScoped
    static class TokenProvider implements AccessTokenProvider {

        @Override
        public String accessToken(String account) {
            return "token-of-" + account;
        }
    }

    private void connecting(URI uri) throws IOException {
        if (!uri.getRawQuery().contains("hangs")) {
            return;
        }
        hanging.incrementAndGet();
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException ignored) {
                // like a socket's connect
            }
        }
        throw new ConnectException("Connection timed out");
    }

    private static TestApplication start(GraphSimulator simulator, String connectTimeout) {
        return TestApplication.start(
                Map.of(
                        "drivechange.graph.url",
                        simulator.graphUrl(),
                        "drivechange.connect-timeout",
                        connectTimeout,
                        "drivechange.reconnect.delay",
                        "PT0.05S",
                        "drivechange.reconnect.max-delay",
                        "PT0.2S"),
                TokenProvider.class,
                EventRecorder.class);
    }

    @Test
    void hanging_client_takes_few_threads_and_delays_no_session_of_another_account() throws IOException {
        try (GraphSimulator simulator = GraphSimulator.start();
                LogLines log = new LogLines();
                ClientLoader loader = new ClientLoader(this::connecting);
                var application = start(simulator, "PT3S")) {
            assertThat(Thread.currentThread().getContextClassLoader()).isNotSameAs(loader);
            List<String> paths = IntStream.range(0, BAD)
                    .mapToObj(number -> "/drives/b" + number + "/root")
                    .toList();
            paths.forEach(path -> simulator.always(
                    path,
                    ScriptedResponse.json(
                            "{\"id\":\"1\",\"notificationUrl\":\"http://localhost:1/notifications?token=hangs\"}")));
            List<DriveWatch> bad = paths.stream()
                    .map(path -> application.changes().watch(DriveTarget.parse(path), "bad"))
                    .toList();
            try {
                await().atMost(Duration.ofSeconds(15))
                        .until(() -> !warnings(log).isEmpty());
                Instant begun = Instant.now();
                application.changes().watch(DriveTarget.parse(GOOD), "good");
                application.events().awaitOpened(GOOD, 1);
                assertThat(Duration.between(begun, Instant.now()))
                        .as("no wait for a connect-timeout of the other account")
                        .isLessThan(Duration.ofMillis(2500));
                for (int i = 2; i < 5; i++) {
                    simulator.drop(GOOD, DropMode.DISCONNECT);
                    application.events().awaitOpened(GOOD, i);
                }
                assertThat(hanging).hasValueLessThan(MOST_THREADS);
                assertThat(warnings(log))
                        .singleElement()
                        .asString()
                        .containsPattern("\"bad\": \\d+ calls of the WebSocket client have not returned");
            } finally {
                paths.forEach(path -> simulator.always(path, null));
                released.countDown();
            }
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> bad.stream().allMatch(watch -> watch.state() == DriveWatch.State.OPEN));
        }
    }

    @Test
    void hanging_host_delays_no_other_session_of_its_account() throws IOException {
        try (GraphSimulator simulator = GraphSimulator.start();
                LogLines log = new LogLines();
                ClientLoader loader = new ClientLoader(this::connecting);
                var application = start(simulator, "PT0.5S")) {
            assertThat(Thread.currentThread().getContextClassLoader()).isNotSameAs(loader);
            String bad = "/drives/bad/root";
            simulator.always(
                    bad,
                    ScriptedResponse.json(
                            "{\"id\":\"1\",\"notificationUrl\":\"http://localhost:1/notifications?token=hangs\"}"));
            DriveWatch watch = application.changes().watch(DriveTarget.parse(bad), "same");
            try {
                await().atMost(Duration.ofSeconds(15))
                        .until(() -> !warnings(log).isEmpty());
                application.changes().watch(DriveTarget.parse(GOOD), "same");
                for (int i = 1; i < 5; i++) {
                    application.events().awaitOpened(GOOD, i);
                    simulator.drop(GOOD, DropMode.DISCONNECT);
                }
                assertThat(hanging).hasValue(2);
                assertThat(simulator.requests())
                        .as("requests for the host that hangs")
                        .filteredOn(request -> bad.equals(request.target()))
                        .hasSizeLessThan(4);
            } finally {
                simulator.always(bad, null);
                released.countDown();
            }
            await().atMost(Duration.ofSeconds(15)).until(() -> watch.state() == DriveWatch.State.OPEN);
        }
    }

    private static List<String> warnings(LogLines log) {
        return log.lines().stream().filter(line -> line.startsWith("DRC3021")).toList();
    }
}
