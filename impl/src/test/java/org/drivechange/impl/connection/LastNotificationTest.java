// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drivechange.DriveNotification;
import org.drivechange.impl.connection.ProtocolEvent.Failed;
import org.drivechange.impl.connection.ProtocolEvent.Notifications;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.session.SessionMachineHarness;
import org.drivechange.impl.socketio.NotificationUrl;
import org.drivechange.impl.socketio.NotificationUrl.Reading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A notification that is as the last one says what that one said, but for its time. */
class LastNotificationTest {

    private static final String NOTIFICATION = "42/notifications,[\"notification\",\"{\\\"value\\\":[{"
            + "\\\"subscriptionId\\\":\\\"5554a2f6\\\",\\\"clientState\\\":\\\"mine\\\","
            + "\\\"expirationDateTime\\\":\\\"2026-05-11T21:52:27.5200000Z\\\",\\\"resource\\\":\\\"r\\\","
            + "\\\"tenantId\\\":\\\"t\\\",\\\"siteUrl\\\":\\\"/s\\\",\\\"webId\\\":\\\"w\\\"}]}\"]";

    private final EngineIoProtocol machine = new EngineIoProtocol();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private ConnectionState conversation;

    @BeforeEach
    void join() throws Exception {
        NotificationUrl url = NotificationUrl.parse("https://h.svc.ms/notifications?token=t", Reading.NAMESPACE);
        conversation = ConnectionState.initial(
                1,
                new ConnectionParameters(SessionMachineHarness.KEY, url, Optional.empty(), 100_000),
                EngineIoVersion.EIO4);
        hear("0{\"sid\":\"s\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}");
        hear("40/notifications,{\"sid\":\"n\"}");
    }

    private List<ProtocolEvent> hear(String frame) {
        ProtocolStep heard = machine.onText(conversation, frame, Instant.MAX, now);
        conversation = heard.connection();
        return heard.events();
    }

    private Notifications notified(String frame) {
        List<ProtocolEvent> said = hear(frame);
        assertThat(said).hasSize(1);
        return (Notifications) said.get(0);
    }

    private Optional<LastNotification> last() {
        return ((ConnectionState.Joined) conversation.stage()).last();
    }

    @Test
    void it_says_the_same_with_its_own_time() {
        Instant first = now;
        DriveNotification one = notified(NOTIFICATION).notifications().get(0);
        now = now.plusSeconds(7);
        Notifications again = notified(NOTIFICATION);
        DriveNotification two = again.notifications().get(0);
        assertThat(two.at()).isEqualTo(now);
        assertThat(two.since()).isEqualTo(now);
        assertThat(two).usingRecursiveComparison().ignoringFields("at", "since").isEqualTo(one);
        assertThat(two.json()).isSameAs(one.json());
        assertThat(again.previousArrival()).isEqualTo(first);
        assertThat(again.complete()).isTrue();
    }

    @Test
    void it_is_a_sign_of_life() {
        hear(NOTIFICATION);
        now = now.plusSeconds(40);
        hear(NOTIFICATION);
        assertThat(conversation.lastArrival()).isEqualTo(now);
        assertThat(conversation.due()).isEqualTo(now.plusSeconds(45));
    }

    @Test
    void another_one_is_read() {
        hear(NOTIFICATION);
        String other = NOTIFICATION.replace("5554a2f6", "5554a2f7");
        assertThat(notified(other).notifications())
                .singleElement()
                .extracting(DriveNotification::subscriptionId)
                .isEqualTo("5554a2f7");
        assertThat(notified(NOTIFICATION).notifications())
                .singleElement()
                .extracting(DriveNotification::subscriptionId)
                .isEqualTo("5554a2f6");
    }

    @Test
    void what_wants_an_answer_gets_one_each_time() {
        String acked = NOTIFICATION.replace(",[", ",7[");
        hear(NOTIFICATION);
        assertThat(hear(acked)).hasSize(2);
        assertThat(hear(acked)).hasSize(2);
    }

    @Test
    void within_a_binary_packet_it_is_refused_as_any_text() {
        hear(NOTIFICATION);
        hear("451-/notifications,[\"bin\",{\"_placeholder\":true,\"num\":0}]");
        assertThat(hear(NOTIFICATION)).singleElement().isInstanceOf(Failed.class);
    }

    @Test
    void after_a_binary_packet_it_is_known_still() {
        hear(NOTIFICATION);
        hear("451-/notifications,[\"bin\",{\"_placeholder\":true,\"num\":0}]");
        ProtocolStep whole = machine.onBinary(conversation, ByteBuffer.wrap(new byte[] {1}), Instant.MAX, now);
        conversation = whole.connection();
        assertThat(last()).isPresent();
        assertThat(notified(NOTIFICATION).notifications()).hasSize(1);
    }

    @Test
    void one_that_could_not_be_read_whole_is_not_kept() {
        String half = NOTIFICATION.replace("[{", "[7,{");
        assertThat(notified(half).complete()).isFalse();
        assertThat(last()).isEmpty();
        assertThat(notified(half).complete()).isFalse();
    }

    @Test
    void a_long_one_is_not_kept() {
        notified(NOTIFICATION.replace("mine", "m".repeat(4096)));
        assertThat(last()).isEmpty();
    }

    @Test
    void its_text_is_not_shown() {
        hear(NOTIFICATION);
        assertThat(last().orElseThrow().toString())
                .isEqualTo("LastNotification[" + NOTIFICATION.length() + " characters]");
    }
}
