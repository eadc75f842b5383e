// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.drivechange.DriveChanges;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.ServerIndependent;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests a Graph that refuses, throttles or does not answer. */
@TckTest
class ConnectFailureTest {

    @Deployment
    static WebArchive application() {
        return Application.of(ConnectFailureTest.class)
                .configured("drivechange.connect-timeout", "PT2S")
                .configured("drivechange.reconnect.delay", "PT0.5S")
                .configured("drivechange.reconnect.max-delay", "PT1S")
                .configured("drivechange.reconnect.jitter", "0")
                .war();
    }

    @Inject
    EventCollector events;

    @Inject
    SimulatorClient simulator;

    @Inject
    DriveChanges changes;

    @Assertion(id = {"session-09", "runtime-05"})
    void session_retries_a_rejected_target_and_reports_the_reason_while_others_continue() {
        String refused = "/drives/refused/root";
        String good = "/drives/good/root";
        Map<?, ?> denied = Map.of("status", 403, "body", "{\"error\":{\"code\":\"accessDenied\"}}");
        simulator.script(refused, denied, denied);
        try (DriveWatch refusing = changes.watch(DriveTarget.parse(refused));
                DriveWatch going = changes.watch(DriveTarget.parse(good))) {
            events.awaitOpened(good);
            simulator.emit(good);
            events.await(good, CHANGE, 1);
            eventually().until(() -> refusing.lastError().isPresent());
            assertThat(refusing.lastError().orElseThrow())
                    .contains(refused, "403")
                    .doesNotContain(Application.TOKEN);
            assertThat(going.lastError()).isEmpty();

            events.awaitOpened(refused);
            assertThat(simulator.paths(refused)).hasSize(3);
            assertThat(events.of(good, DriveSessionClosed.class)).isEmpty();
        }
    }

    private void assertOpensAfter(String target, Duration delay) {
        Instant before = Instant.now();
        try (DriveWatch watch = changes.watch(DriveTarget.parse(target))) {
            events.awaitOpened(target);

            assertThat(Duration.between(before, Instant.now())).isGreaterThan(delay);
            eventually().until(() -> watch.state() == DriveWatch.State.OPEN);
        }
    }

    @ServerIndependent
    @Assertion(id = "session-10")
    void retry_after_takes_precedence() {
        String target = "/drives/throttled/root";
        simulator.script(target, Map.of("status", 503, "headers", Map.of("Retry-After", "2"), "body", "{}"));

        assertOpensAfter(target, Duration.ofMillis(1_900));
    }

    @ServerIndependent
    @Assertion(id = "session-16")
    void retry_after_of_zero_does_not_shorten_the_delay() {
        String target = "/drives/throttled-by-nothing/root";
        simulator.script(target, Map.of("status", 429, "headers", Map.of("Retry-After", "0"), "body", "{}"));

        assertOpensAfter(target, Duration.ofMillis(450));
    }

    @ServerIndependent
    @Assertion(id = "session-14")
    void session_retries_after_an_expired_subscription_in_the_response() {
        String target = "/drives/expired-already/root";
        simulator.script(
                target,
                SimulatorClient.subscriptionResponse(
                        "http://localhost:1/notifications?token=credential",
                        Instant.now().minus(1, ChronoUnit.HOURS)));
        try (DriveWatch watch = changes.watch(DriveTarget.parse(target))) {
            eventually().until(() -> watch.lastError().isPresent());
            assertThat(watch.lastError().orElseThrow()).contains(target).doesNotContain("credential");
            events.awaitOpened(target);
        }
    }

    @Assertion(id = "configuration-14")
    void session_times_out_on_a_silent_socket_io_server_and_retries() throws IOException {
        String target = "/drives/silent-server/root";
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            simulator.script(
                    target,
                    SimulatorClient.subscriptionResponse(
                            "http://localhost:" + silent.getLocalPort() + "/notifications?token=credential",
                            Instant.now().plus(1, ChronoUnit.HOURS)));
            Instant before = Instant.now();
            try (DriveWatch watch = changes.watch(DriveTarget.parse(target))) {
                eventually().until(() -> watch.lastError().isPresent());
                assertThat(Duration.between(before, Instant.now()))
                        .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(20));
                assertThat(watch.lastError().orElseThrow()).contains(target).doesNotContain("credential");
                events.awaitOpened(target);
            }
        }
    }

    @Assertion(id = {"configuration-09", "configuration-10"})
    void session_times_out_on_a_silent_graph_and_retries() {
        String target = "/drives/hanging/root";
        simulator.script(target, Map.of("hang", true));
        Instant before = Instant.now();
        try (DriveWatch watch = changes.watch(DriveTarget.parse(target))) {
            eventually().until(() -> watch.lastError().isPresent());
            assertThat(Duration.between(before, Instant.now()))
                    .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(20));

            events.awaitOpened(target);
            assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(2_400));
        }
    }

    @ServerIndependent
    @Assertion(id = "configuration-10")
    void retry_delays_grow_to_the_maximum() {
        String target = "/drives/growing/root";
        Map<?, ?> failure = Map.of("status", 500, "body", "{}");
        simulator.script(target, failure, failure, failure, failure);
        try (DriveWatch watch = changes.watch(DriveTarget.parse(target))) {
            eventually().until(() -> watch.state() == DriveWatch.State.OPEN);
        }

        List<Instant> times = simulator.times(target);
        List<Duration> waits = IntStream.range(1, 5)
                .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)))
                .toList();
        assertThat(waits.get(0)).isBetween(Duration.ofMillis(450), waits.get(1));
        assertThat(waits.subList(1, 4)).allSatisfy(wait -> assertThat(wait).isGreaterThan(Duration.ofMillis(950)));
        // without a maximum delay they would be 0.5 + 1 + 2 + 4 seconds
        assertThat(Duration.between(times.get(0), times.get(4))).isLessThan(Duration.ofSeconds(7));
    }

    @Assertion(id = "session-17")
    void websocket_does_not_follow_a_redirect() throws IOException {
        redirected("/drives/redirected/root", "http");
    }

    @Assertion(id = "session-17")
    void websocket_does_not_follow_a_redirect_to_a_websocket() throws IOException {
        redirected("/drives/redirected-to-websocket/root", "ws");
    }

    private void redirected(String target, String scheme) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket named = new ServerSocket(0, 50, here);
                ServerSocket other = new ServerSocket(0, 50, here)) {
            named.setSoTimeout(20_000);
            simulator.script(
                    target,
                    SimulatorClient.subscriptionResponse(
                            "http://localhost:" + named.getLocalPort() + "/notifications?token=credential",
                            Instant.now().plus(1, ChronoUnit.HOURS)));
            try (DriveWatch watch = changes.watch(DriveTarget.parse(target))) {
                redirect(named, scheme + "://localhost:" + other.getLocalPort() + "/socket.io/");
                eventually().until(() -> watch.lastError().isPresent());
                other.setSoTimeout(100);
                assertThatThrownBy(other::accept).isInstanceOf(SocketTimeoutException.class);
                events.awaitOpened(target);
            }
        }
    }

    private static void redirect(ServerSocket server, String location) throws IOException {
        try (Socket client = server.accept()) {
            readRequest(client);
            answer(client, "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0");
        }
    }

    @Assertion(id = "session-20")
    void websocket_rejects_an_extension_that_was_not_offered() throws Exception {
        String target = "/drives/compressed/root";
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(20_000);
            simulator.script(
                    target,
                    SimulatorClient.subscriptionResponse(
                            "http://localhost:" + server.getLocalPort() + "/notifications?token=credential",
                            Instant.now().plus(1, ChronoUnit.HOURS)));
            try (DriveWatch watch = changes.watch(DriveTarget.parse(target));
                    Socket client = server.accept()) {
                answer(
                        client,
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + accepted(readRequest(client)) + "\r\n"
                                + "Sec-WebSocket-Extensions: permessage-deflate");
                eventually().until(() -> watch.lastError().isPresent());
                // it does not wait for an Engine.IO handshake
                assertThat(watch.lastError().orElseThrow()).containsPattern("(?i)extension");
                events.awaitOpened(target);
            }
        }
    }

    /** Returns the {@code Sec-WebSocket-Accept} value of a key (RFC 6455, section 4.2.2). */
    private static String accepted(String key) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-1")
                .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII));
        return Base64.getEncoder().encodeToString(hash);
    }

    /** Returns the key of a WebSocket's request. */
    private static String readRequest(Socket client) throws IOException {
        BufferedReader request = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        String key = "";
        String line = request.readLine();
        while (line != null && !line.isEmpty()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = line.substring(line.indexOf(':') + 1).strip();
            }
            line = request.readLine();
        }
        return key;
    }

    private static void answer(Socket client, String head) throws IOException {
        client.getOutputStream().write((head + "\r\n\r\n").getBytes(US_ASCII));
    }
}
