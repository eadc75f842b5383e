// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.spi.AccessTokenProvider;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests failures of Graph and the notification service, each with its code; other targets are not affected. */
@Tag("soak")
class FailureTest {

    private static final String BAD = "/drives/bad/root";
    private static final String GOOD = "/drives/good/root";

    private static GraphSimulator simulator;

    @BeforeAll
    static void startSimulator() {
        simulator = GraphSimulator.builder()
                .acceptTokens("secret-token-of-the-default-account", "fresh-secret-token")
                .start();
    }

    @AfterAll
    static void stopSimulator() {
        simulator.close();
    }

    @ApplicationScoped
    static class Good {
        @DriveChange(target = GOOD)
        void changed(DriveNotification n) {}
    }

    private static String subscription(String notificationUrl) {
        return "{\"id\":\"1\",\"notificationUrl\":\"" + notificationUrl + "\"}";
    }

    private static ScriptedResponse url(String notificationUrl) {
        return ScriptedResponse.json(subscription(notificationUrl));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(ScriptedResponse.error(400, "invalidRequest", "no"), "DRC2400"),
                Arguments.of(ScriptedResponse.error(400, "notSupported", "not now"), "DRC2405"),
                Arguments.of(ScriptedResponse.error(401, "InvalidAuthenticationToken", "expired"), "DRC2401"),
                Arguments.of(ScriptedResponse.error(403, "accessDenied", "no"), "DRC2403"),
                Arguments.of(ScriptedResponse.error(404, "itemNotFound", "no"), "DRC2404"),
                Arguments.of(ScriptedResponse.throttled(Duration.ofSeconds(1)), "DRC2429"),
                Arguments.of(ScriptedResponse.throttled(null), "DRC2429"),
                Arguments.of(ScriptedResponse.error(500, "generalException", "oops"), "DRC2500"),
                Arguments.of(ScriptedResponse.error(503, "serviceNotAvailable", "later"), "DRC2500"),
                Arguments.of(ScriptedResponse.html(200), "DRC2005"),
                Arguments.of(ScriptedResponse.html(502), "DRC2500"),
                Arguments.of(
                        new ScriptedResponse(302, Map.of("Location", "http://localhost:1/"), "", Duration.ZERO),
                        "DRC2300"),
                Arguments.of(ScriptedResponse.json("{\"id\":\"1\"}"), "DRC2005"),
                Arguments.of(ScriptedResponse.json("{\"id\":"), "DRC2005"),
                Arguments.of(ScriptedResponse.json("{\"notificationUrl\":{\"a\":1}}"), "DRC2005"),
                Arguments.of(
                        ScriptedResponse.json(
                                "{\"notificationUrl\":\"https://x.svc.ms/n?t=s3cr3t\",\"expirationDateTime\":\""
                                        + Instant.now().minusSeconds(60) + "\"}"),
                        "DRC2006"),
                Arguments.of(url("ftp://x.svc.ms/notifications?token=s3cr3t"), "DRC2007"),
                Arguments.of(url("https://user@x.svc.ms/notifications?token=s3cr3t"), "DRC2007"),
                Arguments.of(url("https://example.org/notifications?token=s3cr3t"), "DRC2008"),
                Arguments.of(url("http://plain.svc.ms/notifications?token=s3cr3t"), "DRC2009"),
                Arguments.of(url("http://localhost:1/notifications?token=s3cr3t"), "DRC3001"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void invalid_graph_response_is_reported_with_a_code_and_retried(ScriptedResponse reply, String code) {
        Map<String, String> hosts = Map.of(
                "drivechange.notification-hosts", "*.svc.ms, localhost", "drivechange.reconnect.max-delay", "PT0.4S");
        try (var application = TestApplication.start(simulator, hosts, Good.class, EventRecorder.class)) {
            application.events().awaitOpened(GOOD, 1);
            simulator.always(BAD, reply);
            DriveWatch bad = application.changes().watch(DriveTarget.parse(BAD));
            await().until(() -> bad.lastError().isPresent());
            assertThat(bad.lastError().orElseThrow())
                    .startsWith(code + " " + BAD)
                    .doesNotContain("s3cr3t", "secret-token");
            simulator.emit(GOOD);
            application.events().awaitChanges(GOOD, 1);
            simulator.always(BAD, null);
            application.events().awaitOpened(BAD, 1);
            assertThat(bad.state()).isEqualTo(DriveWatch.State.OPEN);
            assertThat(application.events().of(BAD, DriveSessionOpened.class))
                    .singleElement()
                    .returns(false, DriveSessionOpened::resumed);
        }
    }

    @ApplicationScoped
    static class Failing implements AccessTokenProvider {

        private int calls;

        @Override
        public synchronized String accessToken(String account) throws Exception {
            calls++;
            if (calls == 1) {
                throw new Exception("the vault is closed");
            }
            return calls == 2 ? null : "fresh-secret-token";
        }
    }

    @Test
    void failing_provider_is_called_again() {
        try (LogLines log = new LogLines();
                var application = TestApplication.start(
                        Map.of("drivechange.graph.url", simulator.graphUrl(), "drivechange.reconnect.delay", "PT0.1S"),
                        Good.class,
                        Failing.class,
                        EventRecorder.class)) {
            application.events().awaitOpened(GOOD, 1);
            await().until(() -> log.lines().stream().anyMatch(line -> line.startsWith("DRC2001 " + GOOD)));
            await().untilAsserted(() ->
                    assertThat(application.watch(GOOD).lastError()).isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "x",
                "4",
                "49",
                "0{}",
                "42/notifications,{\"a\":1}",
                "42/notifications,[]",
                "42/notifications,[1",
                "42/notifications,[\"a\"]x",
                "42/notifications,[true]",
                "45/notifications,[\"x\"]",
                "450-/notifications,[\"x\"]",
                "4511-/notifications,[\"x\"]",
                "451-/notifications,[\"x\",{\"_placeholder\":true,\"num\":1}]",
                "42/notifications,99999999999999999999[\"x\"]",
                "41/notifications,{\"x\":1}",
                "bnot base64!"
            })
    void malformed_packet_replaces_the_connection_and_affects_no_other_target(String frame) {
        try (var application = TestApplication.start(simulator, Good.class, EventRecorder.class)) {
            application.events().awaitOpened(GOOD, 1);
            application.changes().watch(DriveTarget.parse(BAD));
            application.events().awaitOpened(BAD, 1);
            assertThat(simulator.emitFrame(BAD, frame)).isEqualTo(1);
            if (frame.startsWith("451-")) {
                simulator.emitBinaryFrame(BAD, new byte[] {1});
            }
            application.events().awaitOpened(BAD, 2);
            assertThat(application.events().of(BAD, DriveSessionClosed.class))
                    .singleElement()
                    .satisfies(closed -> assertThat(closed.reason()).startsWith("DRC3009 " + BAD));
            simulator.emit(GOOD);
            application.events().awaitChanges(GOOD, 1);
            assertThat(application.events().of(GOOD, DriveSessionClosed.class)).isEmpty();
        }
    }

    @Test
    void harmless_oddities_leave_the_session_open() {
        try (var application = TestApplication.start(simulator, Good.class, EventRecorder.class)) {
            application.events().awaitOpened(GOOD, 1);
            for (String frame : List.of(
                    "1",
                    "5",
                    "6",
                    "3",
                    "2probe",
                    "42/notifications,[\"connect\"]",
                    "42/notifications,[\"disconnect\"]",
                    "42/other,[\"notification\",\"{}\"]",
                    "43/notifications,7[]",
                    "41/other,",
                    "40/other,{\"sid\":\"x\"}")) {
                simulator.emitFrame(GOOD, frame);
            }
            simulator.emitFrame(GOOD, "451-/notifications,[\"bin\",{\"_placeholder\":true,\"num\":0}]");
            simulator.emitBinaryFrame(GOOD, new byte[] {1, 2, 3});
            simulator.emitWithAck(GOOD);
            application.events().awaitChanges(GOOD, 1);
            await().until(() -> simulator.acks(GOOD) == 1);
            simulator.emit(GOOD, "{\"value\":\"wrong\"}");
            simulator.emit(GOOD, "no json");
            await().until(() -> application.events().catchUps(GOOD).size() == 2);
            assertThat(application.events().catchUps(GOOD)).allMatch(event -> event.cause() == Cause.CATCH_UP);
            simulator.emit(GOOD);
            application.events().awaitChanges(GOOD, 2);
            assertThat(application.events().of(GOOD, DriveSessionClosed.class)).isEmpty();
        }
    }
}
