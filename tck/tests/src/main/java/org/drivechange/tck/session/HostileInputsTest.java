// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Timeouts.eventually;
import static org.drivechange.tck.session.WebSocketFrames.frame;
import static org.drivechange.tck.session.WebSocketFrames.start;
import static org.drivechange.tck.session.WebSocketFrames.text;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.drivechange.DriveSessionClosed;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.ServerIndependent;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/**
 * Tests the input of a hostile server at the notificationUrl. Another target is served meanwhile, the attacked one
 * recovers, no secret is shown, and memory and processor time stay bounded. Each row's measurements are sent to the
 * simulator as a note.
 */
@Tag("soak")
@TckTest
class HostileInputsTest {

    private static final int MEBIBYTE = 1 << 20;

    @Deployment
    static WebArchive application() {
        return Application.of(HostileInputsTest.class)
                .with(AttackedTargets.class, WebSocketFrames.class, ResourceMeter.class, LogCapture.class)
                .configured("drivechange.connect-timeout", "PT2S")
                .configured("drivechange.reconnect.max-delay", "PT0.2S")
                .war();
    }

    @Inject
    AttackedTargets targets;

    @Inject
    EventCollector events;

    @Inject
    SimulatorClient simulator;

    @ServerIndependent
    @Assertion(id = "session-21")
    void session_withstands_member_names_of_50_000_characters() {
        // a parser that caches names would exceed the bound
        withstands(
                "member names of 50,000 characters", target -> inTurn(target, 48, round -> names(19, 50_000, round)));
    }

    @ServerIndependent
    @Assertion(id = "session-21")
    void session_withstands_100_000_member_names() {
        withstands("100,000 member names", target -> inTurn(target, 20, round -> names(5_000, 180, round)));
    }

    @ServerIndependent
    @Assertion(id = "session-21")
    void session_withstands_a_refusal_of_300_000_ellipses() {
        loses("refusal of 300,000 ellipses", "44/notifications,\"" + "…".repeat(300_000) + "\"");
    }

    @ServerIndependent
    @Assertion(id = {"session-21", "session-22"})
    void session_withstands_a_refusal_of_100_000_starts_of_a_credential() {
        loses(
                "refusal of 100,000 starts of a credential",
                "44/notifications,{\"message\":\"" + "k3y+Of/…".repeat(90_000) + "\"}");
    }

    @ServerIndependent
    @Assertion(id = "session-22")
    void session_shows_no_credential_that_a_refusal_echoes_in_escaped_forms() {
        withstands("echoed credentials", target -> {
            for (String echo : List.of(
                    "k3y%2BOf%2FThe-5ession",
                    "k3y+Of/The-5ession",
                    "k3y\\u002BOf\\/The-5ession",
                    "k3y\\u002bOf\\u002fThe\\u002d5ession",
                    "\\u006b\\u0033\\u0079+Of\\/\\u0054he-5ession",
                    "x… and k3y+Of/The-5ess…")) {
                frame(
                        target,
                        "44/notifications,{\"message\":\"bad signature " + echo + "\",\"data\":\"" + echo + "\"}");
                frame(target, "44/notifications,\"" + echo + "\"");
                frame(target, "41/" + echo + ",");
                frame(target, "4" + echo);
                frame(target, echo);
            }
        });
    }

    @Assertion(id = "session-22")
    void session_shows_no_credential_of_a_close_reason() {
        withstands(
                "credential in a close reason",
                target -> sent(
                        target,
                        WebSocketFrames.frame(
                                WebSocketFrames.CLOSE, "\u0003\u00e8k3y+Of/The-5ession".getBytes(ISO_8859_1))));
    }

    @Assertion(id = "session-23")
    void session_logs_no_control_characters_of_forged_ids() {
        String id = AttackedTargets.FORGED
                .codePoints()
                .mapToObj("\\u%04x"::formatted)
                .collect(Collectors.joining("", "\"", "\""));
        withstands("forged ids", target -> {
            simulator.emit(
                    target,
                    "{\"value\":[{\"subscriptionId\":" + id + ",\"resource\":\"" + AttackedTargets.BYSTANDER + "\"}]}");
            assertThat(events.await(target, CHANGE, 1).get(0).subscriptionId()).isEqualTo(AttackedTargets.FORGED);
            frame(target, "44/notifications,{\"message\":" + id + "}");
        });
    }

    @ServerIndependent
    @Assertion(id = "session-21")
    void session_withstands_a_packet_of_10_to_the_6_nested_arrays() {
        withstands(
                "packet of 10^6 nested arrays",
                target -> frame(target, "42/notifications,[\"x\"," + "[".repeat(1_000_000)));
    }

    @ServerIndependent
    @Assertion(id = "session-21")
    void session_withstands_a_notification_of_10_to_the_6_nested_arrays() {
        withstands(
                "notification of 10^6 nested arrays",
                target -> simulator.emit(target, "{\"value\":[" + "[".repeat(1_000_000)));
    }

    @ServerIndependent
    @Assertion(id = "session-21")
    void session_withstands_numbers_of_900_000_digits() {
        withstands("numbers of 900,000 digits", target -> {
            simulator.emit(target, "{\"value\":[{\"x\":" + "9".repeat(900_000) + "}]}");
            frame(target, "42/notifications,[" + "9".repeat(1_000_000) + "]");
            frame(target, "42/notifications," + "9".repeat(1_000_000) + "[\"x\"]");
            frame(target, "451000000-/notifications,[\"x\"]");
        });
    }

    @Assertion(id = "session-21")
    void session_withstands_a_text_of_8_mebibytes() {
        loses("text of 8 MiB", "4" + "x".repeat(8 * MEBIBYTE));
    }

    @Assertion(id = "session-21")
    void session_withstands_text_in_fragments_without_end() {
        endless("text in fragments without end", WebSocketFrames.TEXT_FRAGMENT);
    }

    @Assertion(id = "session-21")
    void session_withstands_binary_in_fragments_without_end() {
        endless("binary in fragments without end", WebSocketFrames.BINARY_FRAGMENT);
    }

    @Assertion(id = "session-21")
    void session_withstands_a_frame_of_2_to_the_63_bytes() {
        // Undertow treats it as an empty one
        flood("frame of 2^63 bytes", start(WebSocketFrames.TEXT, Long.MIN_VALUE), 1);
    }

    /** Attacks all targets at once, because each attack lasts until the heartbeat is missing. */
    @Assertion(id = "session-21")
    void session_withstands_incomplete_messages() {
        List<IncompleteMessage> messages = List.of(
                new IncompleteMessage(
                        "fragment that nothing follows",
                        WebSocketFrames.frame(WebSocketFrames.TEXT_FRAGMENT, (byte) '4')),
                new IncompleteMessage("2^31-1 bytes that never come", start(WebSocketFrames.TEXT, Integer.MAX_VALUE)),
                new IncompleteMessage("frame that trickles", start(WebSocketFrames.TEXT, MEBIBYTE / 2), (byte) '4'),
                new IncompleteMessage(
                        "fragments that trickle",
                        WebSocketFrames.frame(WebSocketFrames.TEXT_FRAGMENT, (byte) '4'),
                        WebSocketFrames.frame(WebSocketFrames.FRAGMENT, (byte) '4')));
        List<String> attacked = messages.stream().map(one -> one.target).toList();
        attacked.forEach(target -> simulator.query(target, AttackedTargets.QUERY));
        targets.attack("incomplete messages", attacked, watches -> {
            attacked.forEach(events::awaitOpened);
            messages.forEach(one -> sent(one.target, one.first));
            targets.assertBystanderIsServed();
            eventually().pollInterval(Duration.ofMillis(100)).until(() -> {
                List<IncompleteMessage> open =
                        messages.stream().filter(one -> !closed(one.target)).toList();
                open.stream()
                        .filter(one -> one.more.length > 0)
                        .forEach(one -> simulator.bytes(one.target, one.more, 1));
                return open.isEmpty();
            });
        });
    }

    /** Start of a message to a target, and the bytes that trickle after it. */
    private static final class IncompleteMessage {

        private final String target;
        private final byte[] first;
        private final byte[] more;

        private IncompleteMessage(String row, byte[] first, byte... more) {
            this.target = AttackedTargets.target(row);
            this.first = first;
            this.more = more;
        }
    }

    @Assertion(id = {"session-21", "configuration-14"})
    void session_withstands_an_upgrade_whose_answer_trickles() {
        String row = "upgrade whose answer trickles";
        String target = AttackedTargets.target(row);
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(20_000);
            simulator.script(
                    target,
                    SimulatorClient.subscriptionResponse(
                            "http://localhost:" + server.getLocalPort() + "/notifications?" + AttackedTargets.QUERY,
                            Instant.now().plus(1, ChronoUnit.HOURS)));
            targets.attack(row, List.of(target), watches -> {
                try (Socket client = server.accept()) {
                    OutputStream out = client.getOutputStream();
                    out.write("HTTP/1.1 101 Switching Protocols\r\n".getBytes(US_ASCII));
                    targets.assertBystanderIsServed();
                    eventually().pollInterval(Duration.ofMillis(100)).until(() -> {
                        written(out, 'X');
                        return watches.get(0).lastError().isPresent();
                    });
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Assertion(id = "session-21")
    void session_withstands_frames_that_break_the_protocol() {
        withstands("frames that break the protocol", target -> {
            sent(target, WebSocketFrames.frame(WebSocketFrames.TEXT, (byte) '6', (byte) 0xff, (byte) 0xfe));
            sent(target, WebSocketFrames.frame(WebSocketFrames.TEXT, (byte) '6', (byte) 0xed, (byte) 0xa0, (byte)
                    0x80));
            sent(target, WebSocketFrames.frame(0xf1, (byte) '6'));
            sent(target, WebSocketFrames.frame(0xc1, (byte) '6'));
            sent(target, WebSocketFrames.frame(0x83, (byte) '6'));
            sent(target, WebSocketFrames.frame(0x80, (byte) '6'));
            sent(target, WebSocketFrames.frame(WebSocketFrames.PING, new byte[200]));
            sent(target, WebSocketFrames.frame(0x09));
            sent(target, WebSocketFrames.frame(WebSocketFrames.CLOSE, (byte) 3));
            frame(target, "0{\"sid\":\"x\",\"pingInterval\":1,\"pingTimeout\":1}");
        });
    }

    @Assertion(id = "session-21")
    void session_withstands_10_000_close_frames() {
        flood("10,000 close frames", WebSocketFrames.frame(WebSocketFrames.CLOSE, (byte) 3, (byte) 0xe8), 10_000);
    }

    @Assertion(id = "session-21")
    void session_withstands_50_000_empty_attachments() {
        flood("50,000 empty attachments", WebSocketFrames.frame(WebSocketFrames.BINARY), 50_000);
    }

    @Assertion(id = "session-21")
    void session_withstands_20_000_pings() {
        flood("20,000 pings", WebSocketFrames.frame(WebSocketFrames.PING), 20_000);
    }

    @Assertion(id = "session-21")
    void session_withstands_20_000_events_of_another_namespace() {
        flood("20,000 events of another namespace", text("42/other,[\"notification\",\"{}\"]"), 20_000);
    }

    @Assertion(id = "session-21")
    void session_withstands_attachments_over_the_limit() {
        withstands("attachments over the limit", target -> {
            frame(target, "4510-/notifications,[\"x\"]");
            simulator.bytes(target, WebSocketFrames.frame(WebSocketFrames.BINARY, new byte[MEBIBYTE / 8]), 10);
        });
    }

    /** Sends each frame to an open session, because the previous frame may have ended it. */
    private void inTurn(String target, int rounds, IntFunction<String> text) {
        IntStream.range(0, rounds).mapToObj(text).forEach(one -> frame(target, one));
    }

    private static String names(int number, int length, int round) {
        return "42/notifications,[\"x\",{"
                + IntStream.range(0, number)
                        .mapToObj(i -> "\"" + round + "-" + i + "a".repeat(length) + "\":0")
                        .collect(Collectors.joining(","))
                + "}]";
    }

    private void frame(String target, String text) {
        eventually().until(() -> simulator.frame(target, text) == 1);
    }

    private void sent(String target, byte[] bytes) {
        eventually().until(() -> simulator.bytes(target, bytes, 1) == 1);
    }

    private void flood(String row, byte[] frame, int times) {
        withstands(row, target -> simulator.bytes(target, frame, times));
    }

    private void loses(String row, String text) {
        losing(row, target -> frame(target, text));
    }

    private void endless(String row, int first) {
        losing(row, target -> {
            sent(target, WebSocketFrames.frame(first, (byte) '4'));
            // some clients keep reading, and discard the data, until the server answers their close frame
            simulator.bytes(target, WebSocketFrames.frame(WebSocketFrames.FRAGMENT, new byte[MEBIBYTE / 16]), 1_024);
        });
    }

    private void losing(String row, Consumer<String> attack) {
        withstands(row, attack.andThen(target -> {
            targets.assertBystanderIsServed();
            eventually().until(() -> closed(target));
        }));
    }

    private boolean closed(String target) {
        return !events.of(target, DriveSessionClosed.class).isEmpty();
    }

    private void withstands(String row, Consumer<String> attack) {
        String target = AttackedTargets.target(row);
        simulator.query(target, AttackedTargets.QUERY);
        targets.attack(row, List.of(target), watches -> {
            events.awaitOpened(target);
            attack.accept(target);
        });
    }

    /** Sends data; a client that has disconnected takes no more. */
    private static void written(OutputStream out, char one) {
        try {
            out.write(one);
        } catch (IOException ignored) {
            // the next check of lastError() decides
        }
    }
}
