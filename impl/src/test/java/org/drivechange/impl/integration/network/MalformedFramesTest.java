// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.impl.integration.fixture.WebSocketFrames;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests malformed frames: their effect on the session, and the absence of effects on another. */
@Tag("soak")
class MalformedFramesTest {

    private static final String GOOD = "/drives/good/root";
    private static final int LIMIT = 1 << 20;
    private static final int CHUNK = 1 << 16;

    /** More than the buffers of the network and of DriveChange can hold. */
    private static final int MOST_CHUNKS = 512;

    private static final AtomicInteger TARGETS = new AtomicInteger();

    private static GraphSimulator simulator;
    private static TestApplication application;
    private static int threads;

    @ApplicationScoped
    static class Good {
        @DriveChange(target = GOOD)
        void changed(DriveNotification n) {}
    }

    @BeforeAll
    static void start() {
        simulator = GraphSimulator.builder()
                .pingInterval(Duration.ofSeconds(2))
                .pingTimeout(Duration.ofSeconds(3))
                .start();
        application = TestApplication.start(
                simulator, Map.of("drivechange.reconnect.max-delay", "PT0.2S"), Good.class, EventRecorder.class);
        application.events().awaitOpened(GOOD, 1);
        threads = ManagementFactory.getThreadMXBean().getThreadCount();
    }

    @AfterAll
    static void stop() {
        try {
            // threads of the WebSocket client and of the server vary
            await().until(() -> ManagementFactory.getThreadMXBean().getThreadCount() <= threads + 20);
            assertThat(application.events().of(GOOD, DriveSessionClosed.class)).isEmpty();
        } finally {
            application.close();
            simulator.close();
        }
    }

    private static Arguments violation(String name, String code, Consumer<String> attack) {
        return arguments(named(name, attack), code);
    }

    private static Arguments raw(String name, String code, byte[] bytes) {
        return violation(name, code, target -> simulator.emitBytes(target, bytes));
    }

    private static Arguments frame(String name, String code, String text) {
        return violation(name, code, target -> simulator.emitFrame(target, text));
    }

    /** Endless fragments; clients with a size limit end the connection. */
    private static Arguments endless(String name, String code, int first, byte[] fragments) {
        return violation(name, code, target -> {
            simulator.emitBytes(target, WebSocketFrames.frame(first, (byte) '4'));
            int sent = 0;
            while (sent < MOST_CHUNKS && simulator.emitBytes(target, fragments) == 1) {
                sent++;
            }
            assertThat(sent).isLessThan(MOST_CHUNKS);
        });
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                frame("a text over the limit", "DRC3010", "4" + "x".repeat(LIMIT)),
                frame("a text of megabytes", "DRC3010", "4" + "x".repeat(8 * LIMIT)),
                frame("a text whose bytes are over the limit", "DRC3010", "4" + "€".repeat(LIMIT / 2)),
                violation(
                        "a binary frame over the limit",
                        "DRC3010",
                        target -> simulator.emitBinaryFrame(target, new byte[LIMIT + 1])),
                endless(
                        "endless text",
                        "DRC3010",
                        WebSocketFrames.TEXT_FRAGMENT,
                        WebSocketFrames.frame(WebSocketFrames.FRAGMENT, new byte[CHUNK])),
                endless(
                        "endless binary",
                        "DRC3010",
                        WebSocketFrames.BINARY_FRAGMENT,
                        WebSocketFrames.frame(WebSocketFrames.FRAGMENT, new byte[CHUNK])),
                endless("a frame of 2^63-1 bytes", "DRC3010", WebSocketFrames.TEXT_FRAGMENT, endlessFrame()),
                raw("a frame of 2^63 bytes", "DRC3007", WebSocketFrames.start(WebSocketFrames.TEXT, Long.MIN_VALUE)),
                raw(
                        "2^31-1 bytes that never come",
                        "DRC300[78]",
                        WebSocketFrames.start(WebSocketFrames.TEXT, Integer.MAX_VALUE)),
                raw(
                        "a message that never ends",
                        "DRC300[78]",
                        WebSocketFrames.frame(WebSocketFrames.TEXT_FRAGMENT, (byte) '4')),
                raw(
                        "no UTF-8",
                        "DRC3007",
                        WebSocketFrames.frame(WebSocketFrames.TEXT, WebSocketFrames.bytes('6', 0xff, 0xfe))),
                raw(
                        "a surrogate in UTF-8",
                        "DRC3007",
                        WebSocketFrames.frame(WebSocketFrames.TEXT, WebSocketFrames.bytes('6', 0xed, 0xa0, 0x80))),
                raw(
                        "half a character",
                        "DRC3007",
                        WebSocketFrames.frame(WebSocketFrames.TEXT, WebSocketFrames.bytes('6', 0xe2, 0x82))),
                raw("reserved bits", "DRC3007", WebSocketFrames.frame(0xf1, (byte) '6')),
                raw("compression that was not negotiated", "DRC3007", WebSocketFrames.frame(0xc1, (byte) '6')),
                raw("a reserved opcode", "DRC3007", WebSocketFrames.frame(0x83, (byte) '6')),
                raw("an end without a beginning", "DRC3007", WebSocketFrames.frame(0x80, (byte) '6')),
                raw(
                        "a text within a text",
                        "DRC3007",
                        WebSocketFrames.times(2, WebSocketFrames.frame(WebSocketFrames.TEXT_FRAGMENT, (byte) '6'))),
                raw("a long ping", "DRC3007", WebSocketFrames.frame(WebSocketFrames.PING, new byte[200])),
                raw("a ping in fragments", "DRC3007", WebSocketFrames.frame(0x09)),
                raw("a close of one byte", "DRC3007", WebSocketFrames.frame(0x88, (byte) 3)),
                raw(
                        "closes",
                        "DRC3007",
                        WebSocketFrames.times(10_000, WebSocketFrames.frame(0x88, WebSocketFrames.bytes(3, 0xe8)))),
                frame("a refusal of 300,000 ellipses", "DRC3005", "44/notifications,\"" + "…".repeat(300_000) + "\""),
                frame(
                        "a refusal of 100,000 starts of the credential",
                        "DRC3005",
                        "44/notifications,{\"message\":\"" + "s3cr3t-…".repeat(100_000) + "\"}"),
                frame(
                        "names of 50,000 characters, which a parser may keep",
                        "DRC3009",
                        "42/notifications,[\"x\",{" + names(19, 50_000) + "}]"),
                frame("a namespace of 10^6 characters", "DRC3009", "42/" + "n".repeat(1_000_000) + ",[\"x\"]"),
                frame("10^6-deep JSON", "DRC3009", "42/notifications,[\"x\"," + "[".repeat(1_000_000)),
                frame("an ack id of 10^6 digits", "DRC3009", "42/notifications," + "9".repeat(1_000_000) + "[\"x\"]"),
                frame(
                        "a number of 10^6 digits as a name",
                        "DRC3009",
                        "42/notifications,[" + "9".repeat(1_000_000) + "]"),
                frame("10^6 attachments", "DRC3009", "451000000-/notifications,[\"x\"]"),
                violation("attachments over the limit", "DRC3009", target -> {
                    simulator.emitFrame(target, "4510-/notifications,[\"x\"]");
                    simulator.emitBytes(
                            target, WebSocketFrames.times(10, WebSocketFrames.frame(0x82, new byte[LIMIT / 8])));
                }),
                violation(
                        "attachments of nothing",
                        "DRC3009",
                        target -> simulator.emitBytes(
                                target, WebSocketFrames.times(100_000, WebSocketFrames.frame(0x82)))),
                frame("handshake after handshake", "DRC3009", "0{\"sid\":\"x\",\"pingInterval\":1,\"pingTimeout\":1}"));
    }

    private static String names(int number, int length) {
        return IntStream.range(0, number)
                .mapToObj(i -> "\"" + i + "a".repeat(length) + "\":0")
                .collect(Collectors.joining(","));
    }

    /** The first frame announces too long a payload; the others are this payload. */
    private static byte[] endlessFrame() {
        return WebSocketFrames.times(CHUNK / 10, WebSocketFrames.start(WebSocketFrames.FRAGMENT, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void protocol_violation_reconnects_its_session_only(Consumer<String> attack, String code) {
        String target = "/drives/" + TARGETS.incrementAndGet() + "/root";
        EventRecorder events = application.events();
        try (DriveWatch watch = openWatch(target)) {
            attack.accept(target);
            assertGoodTargetDelivers();
            events.awaitOpened(target, 2);
            assertThat(events.of(target, DriveSessionClosed.class))
                    .singleElement()
                    .satisfies(closed -> assertThat(closed.reason()).containsPattern("^" + code + " " + target));
            simulator.emit(target);
            events.awaitChanges(target, 1);
            assertThat(events.catchUps(target)).hasSize(1);
            assertThat(watch.state()).isEqualTo(DriveWatch.State.OPEN);
        }
    }

    private static Arguments unusual(String name, int catchUps, Consumer<String> attack) {
        return arguments(named(name, attack), catchUps);
    }

    private static Arguments notification(String name, int catchUps, String json) {
        return unusual(name, catchUps, target -> simulator.emit(target, json));
    }

    static Stream<Arguments> validButUnusual() {
        return Stream.of(
                unusual(
                        "frames just below the limit, close together",
                        0,
                        target -> simulator.emitBytes(
                                target, WebSocketFrames.text("42/other,[\"x\",\"" + "x".repeat(998_000) + "\"]"), 20)),
                unusual("names of lifecycle events", 0, MalformedFramesTest::lifecycleEvents),
                unusual("5,000 notifications that request acks", 0, MalformedFramesTest::acks),
                unusual(
                        "20,000 pings",
                        0,
                        target -> simulator.emitBytes(
                                target, WebSocketFrames.times(20_000, WebSocketFrames.frame(WebSocketFrames.PING)))),
                unusual(
                        "1,000 pings of Engine.IO",
                        0,
                        target -> simulator.emitBytes(
                                target, WebSocketFrames.times(1_000, WebSocketFrames.text("2" + "x".repeat(100))))),
                unusual(
                        "events of 10,000 other namespaces",
                        0,
                        target -> simulator.emitBytes(
                                target,
                                WebSocketFrames.times(
                                        10_000, WebSocketFrames.text("42/other,[\"notification\",\"{}\"]")))),
                notification("10^6-deep JSON", 1, "{\"value\":[" + "[".repeat(1_000_000)),
                notification("a number of 900,000 digits", 1, "{\"value\":[{\"x\":" + "9".repeat(900_000) + "}]}"),
                notification("a lone surrogate and nothing else", 1, "{\"value\":\"\\ud800\"}"),
                notification("no JSON", 1, "\\ud800"));
    }

    /** Sent in portions: a server that does not read answers is a different case. */
    private static void acks(String target) {
        for (int sent = 1; sent <= 5_000; sent++) {
            simulator.emitWithAck(target);
            int expected = sent;
            if (sent % 500 == 0) {
                await().until(() -> simulator.acks(target) == expected);
            }
        }
    }

    private static void lifecycleEvents(String target) {
        for (String name : List.of(
                "connect",
                "connect_error",
                "disconnect",
                "disconnecting",
                "error",
                "reconnect",
                "newListener",
                "close")) {
            simulator.emitFrame(target, "42/notifications,[\"" + name + "\",\"io server disconnect\"]");
        }
    }

    @ParameterizedTest
    @MethodSource("validButUnusual")
    void unusual_but_valid_frame_leaves_the_session_open(Consumer<String> attack, int catchUps) {
        String target = "/drives/" + TARGETS.incrementAndGet() + "/root";
        EventRecorder events = application.events();
        try (DriveWatch watch = openWatch(target)) {
            attack.accept(target);
            assertGoodTargetDelivers();
            simulator.emit(target);
            events.awaitChanges(target, 1);
            assertThat(events.of(target, DriveSessionClosed.class)).isEmpty();
            assertThat(events.of(target, DriveSessionOpened.class)).hasSize(1);
            assertThat(events.catchUps(target)).hasSize(catchUps);
            assertThat(watch.state()).isEqualTo(DriveWatch.State.OPEN);
        }
    }

    private static DriveWatch openWatch(String target) {
        DriveWatch watch = application.changes().watch(DriveTarget.parse(target));
        application.events().awaitOpened(target, 1);
        return watch;
    }

    private static void assertGoodTargetDelivers() {
        int before = application.events().changes(GOOD).size();
        assertThat(simulator.emit(GOOD)).isEqualTo(1);
        application.events().awaitChanges(GOOD, before + 1);
        assertThat(application.events().of(GOOD, DriveSessionClosed.class)).isEmpty();
    }
}
