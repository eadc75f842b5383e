// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.DriveNotification;
import org.drivechange.impl.connection.ProtocolEvent.Joined;
import org.drivechange.impl.connection.ProtocolEvent.Notifications;
import org.drivechange.impl.connection.ProtocolEvent.SendFrame;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.retry.Failure;
import org.drivechange.impl.session.SessionMachineHarness;
import org.drivechange.impl.socketio.NotificationUrl;
import org.drivechange.impl.socketio.NotificationUrl.Reading;
import org.drivechange.impl.socketio.Recovery;
import org.junit.jupiter.api.Test;

/** Frames recorded from real servers. */
class EngineIoProtocolTest {

    private static final String URL = "https://h.svc.ms/notifications?token=s3cr3t-token&applicationId=x";
    private static final String HANDSHAKE =
            "0{\"sid\":\"QiJG0xtNdt3yKCOzAAAA\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}";
    private static final String NOTIFICATION =
            "42/notifications,[\"notification\",\"{\\\"value\\\":[{\\\"subscriptionId\\\":\\\"5554a2f6\\\"}]}\"]";

    private final EngineIoProtocol machine = new EngineIoProtocol();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private ConnectionState connection;
    private Optional<Failure> failure = Optional.empty();

    private void begin(EngineIoVersion revision, Optional<Recovery> recovery) throws ProtocolException {
        NotificationUrl url = NotificationUrl.parse(URL, Reading.NAMESPACE);
        connection = ConnectionState.initial(
                1, new ConnectionParameters(SessionMachineHarness.KEY, url, recovery, 1000), revision);
    }

    private List<ProtocolEvent> receive(String... frames) {
        List<ProtocolEvent> events = new ArrayList<>();
        for (String frame : frames) {
            events.addAll(take(machine.onText(connection, frame, Instant.MAX, now)));
        }
        return events;
    }

    private List<ProtocolEvent> receive(ByteBuffer frame) {
        return take(machine.onBinary(connection, frame, Instant.MAX, now));
    }

    private List<ProtocolEvent> tick() {
        return take(machine.onTick(connection, now));
    }

    private List<ProtocolEvent> take(ProtocolStep step) {
        connection = step.connection();
        failure = step.failure();
        assertThat(step.toString()).doesNotContain("s3cr3t-token");
        return step.events();
    }

    private static String replies(List<ProtocolEvent> events) {
        return String.join(
                " ",
                events.stream()
                        .filter(SendFrame.class::isInstance)
                        .map(one -> ((SendFrame) one).frame())
                        .toList());
    }

    @Test
    void revision_4_joins_answers_pings_and_acks() throws Exception {
        begin(EngineIoVersion.EIO4, Optional.empty());
        assertThat(replies(receive(HANDSHAKE))).isEqualTo("40/notifications,");
        assertThat(receive("40/notifications,{\"sid\":\"vI16\"}")).containsExactly(new Joined("vI16", false));
        assertThat(replies(receive("2"))).isEqualTo("3");
        assertThat(receive(NOTIFICATION)).singleElement().isInstanceOf(Notifications.class);
        assertThat(replies(receive(NOTIFICATION.replace(",[", ",0[")))).isEqualTo("43/notifications,0[]");
        assertThat(
                        receive(
                                "452-/notifications,[\"bin\",{\"a\":{\"_placeholder\":true,\"num\":0},\"b\":[{\"_placeholder\":true,\"num\":1}]}]"))
                .isEmpty();
        assertThat(replies(receive("2"))).isEqualTo("3");
        assertThat(receive(ByteBuffer.wrap(new byte[] {1, 2, 3}))).isEmpty();
        assertThat(receive(ByteBuffer.wrap(new byte[] {4}))).isEmpty();
        assertThat(receive(NOTIFICATION)).singleElement().isInstanceOf(Notifications.class);
    }

    @Test
    void revision_3_sends_query_and_pings() throws Exception {
        begin(EngineIoVersion.EIO3, Optional.empty());
        assertThat(replies(receive(HANDSHAKE, "40"))).isEqualTo("40/notifications?token=s3cr3t-token&applicationId=x,");
        assertThat(receive("40/notifications,"))
                .containsExactly(new Joined("/notifications#QiJG0xtNdt3yKCOzAAAA", false));
        now = now.plusSeconds(25);
        assertThat(replies(tick())).isEqualTo("2");
        receive("3");
        assertThat(connection.due()).isEqualTo(now.plusSeconds(25));
        receive("451-/notifications,[\"bin\",{\"_placeholder\":true,\"num\":0}]");
        assertThat(receive(ByteBuffer.wrap(new byte[] {4, 1, 2}))).isEmpty();
        assertThat(receive(NOTIFICATION)).hasSize(1);
    }

    @Test
    void unsolicited_connect_switches_to_revision_3() throws Exception {
        begin(EngineIoVersion.EIO4, Optional.empty());
        receive(HANDSHAKE, "40");
        assertThat(connection.version()).isEqualTo(EngineIoVersion.EIO3);
        assertThat(receive("40/notifications,")).hasSize(1);
        now = now.plusSeconds(25);
        assertThat(replies(tick())).isEqualTo("2");
    }

    @Test
    void recovered_connection_delivers_packets_replayed_before_the_answer() throws Exception {
        begin(EngineIoVersion.EIO4, Optional.of(new Recovery("hyea", "Q7wekZ-")));
        assertThat(replies(receive(HANDSHAKE))).isEqualTo("40/notifications,{\"pid\":\"hyea\",\"offset\":\"Q7wekZ-\"}");
        assertThat(receive(NOTIFICATION.replace("\"]", "\",\"Q7wekaU\"]"))).isEmpty();
        List<ProtocolEvent> events = receive("40/notifications,{\"sid\":\"aR2s\",\"pid\":\"hyea\"}");
        assertThat(events).hasSize(2);
        assertThat(events.get(0)).isEqualTo(new Joined("aR2s", true));
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        Notifications.class,
                        one -> assertThat(one.notifications())
                                .extracting(DriveNotification::subscriptionId)
                                .containsExactly("5554a2f6"));
        assertThat(connection.recovery()).contains(new Recovery("hyea", "Q7wekaU"));
    }

    @Test
    void unknown_pid_starts_a_new_connection() throws Exception {
        begin(EngineIoVersion.EIO4, Optional.of(new Recovery("nope", "Q7wekZ-")));
        receive(HANDSHAKE);
        assertThat(receive("40/notifications,{\"sid\":\"mxXU\",\"pid\":\"MJgT\"}"))
                .containsExactly(new Joined("mxXU", false));
    }

    @Test
    void refusal_hides_repeated_credential() throws Exception {
        for (String frame : List.of(
                "44/notifications,{\"message\":\"Unauthorized\",\"data\":\"s3cr3t-token\"}",
                "44/notifications,\"s3cr3t-token\"",
                "44/notifications?token=s3cr3t-token&applicationId=x,{\"message\":\"Invalid namespace\"}")) {
            begin(EngineIoVersion.EIO4, Optional.empty());
            receive(HANDSHAKE);
            assertThat(receive(frame)).isEmpty();
            assertThat(failure.orElseThrow().describe(SessionMachineHarness.KEY))
                    .startsWith("DRC3005 /me/drive/root, joining the namespace /notifications")
                    .doesNotContain("s3cr3t");
        }
    }

    @Test
    void revision_3_error_on_root_namespace_ends_connection() throws Exception {
        begin(EngineIoVersion.EIO3, Optional.empty());
        receive(HANDSHAKE);
        receive("44{\"code\":1}");
        assertThat(failure).isPresent();
    }

    @Test
    void frame_over_the_limit_ends_connection() throws Exception {
        begin(EngineIoVersion.EIO4, Optional.empty());
        receive(HANDSHAKE, "40/notifications,{\"sid\":\"vI16\"}");
        receive("42/other,[\"" + "ä".repeat(500) + "\"]");
        assertThat(failure.orElseThrow().code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
    }

    @Test
    void silence_ends_connection_after_interval_and_timeout() throws Exception {
        begin(EngineIoVersion.EIO4, Optional.empty());
        receive(HANDSHAKE, "40/notifications,{\"sid\":\"vI16\"}");
        assertThat(connection.due()).isEqualTo(now.plus(Duration.ofSeconds(45)));
        now = now.plusSeconds(45);
        tick();
        assertThat(failure).isPresent();
    }
}
