// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.TestAuthority;
import org.drivechange.simulator.TestAuthority.Certificate;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that both connections use the JVM's trust store, with a private authority here, and report the reason for
 * rejecting other certificates.
 */
class TlsTest {

    private static final String BAD = "/drives/bad/root";
    private static final String GOOD = "/drives/good/root";

    @TempDir
    private static Path directory;

    private static SSLContext before;
    private static TestAuthority authority;
    private static SSLContext good;
    private static SSLContext unknown;

    @BeforeAll
    static void trustThePrivateAuthority() throws Exception {
        before = SSLContext.getDefault();
        authority = TestAuthority.in(directory.resolve("trusted"));
        good = authority.server(Certificate.GOOD);
        unknown = TestAuthority.in(directory.resolve("unknown")).server(Certificate.GOOD);
        SSLContext.setDefault(authority.client());
    }

    @AfterAll
    static void trustAsBefore() {
        SSLContext.setDefault(before);
    }

    static Stream<Arguments> refused() {
        String noPath = "unable to find valid certification path to requested target";
        return Stream.of(
                Arguments.of(
                        authority.server(Certificate.OTHER_HOST),
                        "No subject alternative DNS name matching localhost found"),
                Arguments.of(authority.server(Certificate.EXPIRED), "CertificateExpiredException: NotAfter: "),
                Arguments.of(authority.server(Certificate.SELF_SIGNED), noPath),
                Arguments.of(unknown, noPath));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void graph_with_an_invalid_certificate_is_refused_until_it_has_a_valid_one(SSLContext bad, String reason) {
        GraphSimulator refused = GraphSimulator.builder().graphTls(bad).start();
        int port = URI.create(refused.graphUrl()).getPort();
        try (var log = new LogLines();
                var application = TestApplication.start(refused, EventRecorder.class)) {
            DriveWatch watch = application.changes().watch(DriveTarget.parse(BAD));
            try (refused) {
                assertRefused(watch, "DRC2003", reason, log);
                assertThat(refused.requests()).isEmpty();
            }
            try (var mended =
                    GraphSimulator.builder().graphPort(port).graphTls(good).start()) {
                application.events().awaitOpened(BAD, 1);
                assertThat(mended.sessions(BAD)).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void websocket_with_an_invalid_certificate_is_refused_and_affects_no_other_target(SSLContext bad, String reason)
            throws Exception {
        try (var simulator = GraphSimulator.builder().socketTls(good).start();
                var other = GraphSimulator.builder().socketTls(bad).start();
                var log = new LogLines();
                var application = TestApplication.start(simulator, EventRecorder.class)) {
            simulator.always(BAD, ScriptedResponse.json(subscription(other)));
            application.changes().watch(DriveTarget.parse(GOOD));
            DriveWatch watch = application.changes().watch(DriveTarget.parse(BAD));
            assertRefused(watch, "DRC3001", reason, log);
            assertThat(other.upgradeRequestLines()).isEmpty();

            application.events().awaitOpened(GOOD, 1);
            simulator.emit(GOOD);
            application.events().awaitChanges(GOOD, 1);
            assertThat(application.watch(GOOD).lastError()).isEmpty();

            simulator.always(BAD, null);
            application.events().awaitOpened(BAD, 1);
        }
    }

    @Test
    void client_follows_no_redirection_of_graph_to_plain_http() {
        try (var simulator = GraphSimulator.builder().graphTls(good).start();
                var plain = GraphSimulator.start();
                var application = TestApplication.start(simulator, EventRecorder.class)) {
            String location = plain.graphUrl() + BAD + "/subscriptions/socketIo";
            simulator.always(BAD, new ScriptedResponse(302, Map.of("Location", location), "", Duration.ZERO));
            DriveWatch watch = application.changes().watch(DriveTarget.parse(BAD));
            await().until(() -> watch.lastError().isPresent());
            assertThat(watch.lastError().orElseThrow()).startsWith("DRC2300 " + BAD);
            assertThat(plain.requests()).isEmpty();
        }
    }

    @Test
    void client_follows_no_redirection_of_the_websocket_to_plain_http() throws Exception {
        try (var simulator = GraphSimulator.start();
                var application = TestApplication.start(simulator, EventRecorder.class)) {
            URI granted = URI.create(subscription(simulator).replaceAll(".*\"notificationUrl\":\"([^\"]+)\".*", "$1"));
            Queue<String> requests = new ConcurrentLinkedQueue<>();
            HttpsServer redirecting = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            redirecting.setHttpsConfigurator(new HttpsConfigurator(good));
            redirecting.createContext("/", exchange -> {
                requests.add(exchange.getRequestURI().getPath());
                exchange.getResponseHeaders()
                        .set("Location", "http://" + granted.getAuthority() + exchange.getRequestURI());
                exchange.sendResponseHeaders(302, -1);
                exchange.close();
            });
            redirecting.start();
            try {
                String url = "https://localhost:" + redirecting.getAddress().getPort() + granted.getPath() + "?"
                        + granted.getQuery();
                simulator.always(BAD, ScriptedResponse.json("{\"id\":\"1\",\"notificationUrl\":\"" + url + "\"}"));
                DriveWatch watch = application.changes().watch(DriveTarget.parse(BAD));
                await().until(() -> watch.lastError().isPresent());
                assertThat(watch.lastError().orElseThrow()).startsWith("DRC3001 " + BAD);
                assertThat(requests).contains("/socket.io/");
                assertThat(simulator.upgradeRequestLines()).isEmpty();
            } finally {
                redirecting.stop(0);
            }
        }
    }

    private static void assertRefused(DriveWatch watch, String code, String reason, LogLines log) {
        await().until(() -> watch.lastError().isPresent());
        assertThat(watch.lastError().orElseThrow())
                .startsWith(code + " " + BAD)
                .contains(reason)
                .doesNotContain("token=");
        await().until(() -> log.lines().stream()
                .anyMatch(line -> line.startsWith(watch.lastError().orElseThrow())));
    }

    /** Returns a subscription of this simulator, for use by another simulator. */
    private static String subscription(GraphSimulator simulator) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.graphUrl() + BAD + "/subscriptions/socketIo"))
                .header("Authorization", "Bearer anything")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
