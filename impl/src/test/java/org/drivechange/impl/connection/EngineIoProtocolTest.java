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
import org.drivechange.impl.connection.ProtocolEvent.Failed;
import org.drivechange.impl.connection.ProtocolEvent.Joined;
import org.drivechange.impl.connection.ProtocolEvent.Notifications;
import org.drivechange.impl.connection.ProtocolEvent.SendFrame;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.session.SessionMachineHarness;
import org.drivechange.impl.socketio.NotificationUrl;
import org.drivechange.impl.socketio.NotificationUrl.Reading;
import org.drivechange.impl.socketio.Recovery;
import org.drivechange.impl.socketio.SocketIoException;
import org.junit.jupiter.api.Test;

/** Frames as the real servers sent them. */
class EngineIoProtocolTest {

    private static final String URL = "https://h.svc.ms/notifications?token=s3cr3t-token&applicationId=x";
    private static final String HANDSHAKE =
            "0{\"sid\":\"QiJG0xtNdt3yKCOzAAAA\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}";
    private static final String NOTIFICATION =
            "42/notifications,[\"notification\",\"{\\\"value\\\":[{\\\"subscriptionId\\\":\\\"5554a2f6\\\"}]}\"]";

    private final EngineIoProtocol machine = new EngineIoProtocol();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private ConnectionState conversation;

    private void begin(EngineIoVersion revision, Optional<Recovery> recovery) throws SocketIoException {
        NotificationUrl url = NotificationUrl.parse(URL, Reading.NAMESPACE);
        conversation = ConnectionState.initial(
                1, new ConnectionParameters(SessionMachineHarness.KEY, url, recovery, 1000), revision);
    }

    private List<ProtocolEvent> hear(String... frames) {
        List<ProtocolEvent> said = new ArrayList<>();
        for (String frame : frames) {
            said.addAll(take(machine.onText(conversation, frame, Instant.MAX, now)));
        }
        return said;
    }

    private List<ProtocolEvent> hear(ByteBuffer frame) {
        return take(machine.onBinary(conversation, frame, Instant.MAX, now));
    }

    private List<ProtocolEvent> tick() {
        return take(machine.onTick(conversation, now));
    }

    private List<ProtocolEvent> take(ProtocolStep heard) {
        conversation = heard.connection();
        assertThat(heard.toString()).doesNotContain("s3cr3t-token");
        return heard.events();
    }

    private static String replies(List<ProtocolEvent> said) {
        return String.join(
                " ",
                said.stream()
                        .filter(SendFrame.class::isInstance)
                        .map(one -> ((SendFrame) one).frame())
                        .toList());
    }

    @Test
    void revision_4_joins_answers_pings_and_acks() throws Exception {
        begin(EngineIoVersion.EIO4, Optional.empty());
        assertThat(replies(hear(HANDSHAKE))).isEqualTo("40/notifications,");
        assertThat(hear("40/notifications,{\"sid\":\"vI16\"}")).containsExactly(new Joined("vI16", false));
        assertThat(replies(hear("2"))).isEqualTo("3");
        assertThat(hear(NOTIFICATION)).singleElement().isInstanceOf(Notifications.class);
        assertThat(replies(hear(NOTIFICATION.replace(",[", ",0[")))).isEqualTo("43/notifications,0[]");
        assertThat(
                        hear(
                                "452-/notifications,[\"bin\",{\"a\":{\"_placeholder\":true,\"num\":0},\"b\":[{\"_placeholder\":true,\"num\":1}]}]"))
                .isEmpty();
        assertThat(replies(hear("2"))).isEqualTo("3");
        assertThat(hear(ByteBuffer.wrap(new byte[] {1, 2, 3}))).isEmpty();
        assertThat(hear(ByteBuffer.wrap(new byte[] {4}))).isEmpty();
        assertThat(hear(NOTIFICATION)).singleElement().isInstanceOf(Notifications.class);
    }

    @Test
    void revision_3_sends_the_query_and_pings_by_itself() throws Exception {
        begin(EngineIoVersion.EIO3, Optional.empty());
        assertThat(replies(hear(HANDSHAKE, "40"))).isEqualTo("40/notifications?token=s3cr3t-token&applicationId=x,");
        assertThat(hear("40/notifications,")).containsExactly(new Joined("/notifications#QiJG0xtNdt3yKCOzAAAA", false));
        now = now.plusSeconds(25);
        assertThat(replies(tick())).isEqualTo("2");
        hear("3");
        assertThat(conversation.due()).isEqualTo(now.plusSeconds(25));
        hear("451-/notifications,[\"bin\",{\"_placeholder\":true,\"num\":0}]");
        assertThat(hear(ByteBuffer.wrap(new byte[] {4, 1, 2}))).isEmpty();
        assertThat(hear(NOTIFICATION)).hasSize(1);
    }

    @Test
    void an_unsolicited_connect_tells_a_server_of_revision_3() throws Exception {
        begin(EngineIoVersion.EIO4, Optional.empty());
        hear(HANDSHAKE, "40");
        assertThat(conversation.version()).isEqualTo(EngineIoVersion.EIO3);
        assertThat(hear("40/notifications,")).hasSize(1);
        now = now.plusSeconds(25);
        assertThat(replies(tick())).isEqualTo("2");
    }

    @Test
    void a_recovered_connection_delivers_what_was_replayed_before_the_answer() throws Exception {
        begin(EngineIoVersion.EIO4, Optional.of(new Recovery("hyea", "Q7wekZ-")));
        assertThat(replies(hear(HANDSHAKE))).isEqualTo("40/notifications,{\"pid\":\"hyea\",\"offset\":\"Q7wekZ-\"}");
        assertThat(hear(NOTIFICATION.replace("\"]", "\",\"Q7wekaU\"]"))).isEmpty();
        List<ProtocolEvent> said = hear("40/notifications,{\"sid\":\"aR2s\",\"pid\":\"hyea\"}");
        assertThat(said).hasSize(2);
        assertThat(said.get(0)).isEqualTo(new Joined("aR2s", true));
        assertThat(said.get(1))
                .isInstanceOfSatisfying(
                        Notifications.class,
                        one -> assertThat(one.notifications())
                                .extracting(DriveNotification::subscriptionId)
                                .containsExactly("5554a2f6"));
        assertThat(conversation.recovery()).contains(new Recovery("hyea", "Q7wekaU"));
    }

    @Test
    void an_unknown_pid_is_a_new_connection() throws Exception {
        begin(EngineIoVersion.EIO4, Optional.of(new Recovery("nope", "Q7wekZ-")));
        hear(HANDSHAKE);
        assertThat(hear("40/notifications,{\"sid\":\"mxXU\",\"pid\":\"MJgT\"}"))
                .containsExactly(new Joined("mxXU", false));
    }

    @Test
    void a_refusal_that_repeats_the_credential_is_told_without_it() throws Exception {
        for (String frame : List.of(
                "44/notifications,{\"message\":\"Unauthorized\",\"data\":\"s3cr3t-token\"}",
                "44/notifications,\"s3cr3t-token\"",
                "44/notifications?token=s3cr3t-token&applicationId=x,{\"message\":\"Invalid namespace\"}")) {
            begin(EngineIoVersion.EIO4, Optional.empty());
            hear(HANDSHAKE);
            assertThat(hear(frame))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Failed.class,
                            over -> assertThat(over.failure().describe(SessionMachineHarness.KEY))
                                    .startsWith("DRC3005 /me/drive/root, joining the namespace /notifications")
                                    .doesNotContain("s3cr3t"));
        }
    }

    @Test
    void in_revision_3_an_error_on_the_root_namespace_is_the_end() throws Exception {
        begin(EngineIoVersion.EIO3, Optional.empty());
        hear(HANDSHAKE);
        assertThat(hear("44{\"code\":1}")).singleElement().isInstanceOf(Failed.class);
    }

    @Test
    void a_frame_over_the_limit_ends_the_link() throws Exception {
        begin(EngineIoVersion.EIO4, Optional.empty());
        hear(HANDSHAKE, "40/notifications,{\"sid\":\"vI16\"}");
        assertThat(hear("42/other,[\"" + "ä".repeat(500) + "\"]"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Failed.class, over -> assertThat(over.failure().code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE));
    }

    @Test
    void silence_is_noticed_at_interval_and_timeout() throws Exception {
        begin(EngineIoVersion.EIO4, Optional.empty());
        hear(HANDSHAKE, "40/notifications,{\"sid\":\"vI16\"}");
        assertThat(conversation.due()).isEqualTo(now.plus(Duration.ofSeconds(45)));
        now = now.plusSeconds(45);
        assertThat(tick()).singleElement().isInstanceOf(Failed.class);
    }
}
