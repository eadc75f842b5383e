// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drivechange.DriveNotification;
import org.drivechange.impl.connection.ProtocolEvent.Notifications;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.session.SessionMachineHarness;
import org.drivechange.impl.socketio.NotificationUrl;
import org.drivechange.impl.socketio.NotificationUrl.Reading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A frame identical to the last one yields the same notification with its own time. */
class LastNotificationTest {

    private static final String NOTIFICATION = "42/notifications,[\"notification\",\"{\\\"value\\\":[{"
            + "\\\"subscriptionId\\\":\\\"5554a2f6\\\",\\\"clientState\\\":\\\"mine\\\","
            + "\\\"expirationDateTime\\\":\\\"2026-05-11T21:52:27.5200000Z\\\",\\\"resource\\\":\\\"r\\\","
            + "\\\"tenantId\\\":\\\"t\\\",\\\"siteUrl\\\":\\\"/s\\\",\\\"webId\\\":\\\"w\\\"}]}\"]";

    private final EngineIoProtocol machine = new EngineIoProtocol();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private ConnectionState connection;

    @BeforeEach
    void join() throws Exception {
        NotificationUrl url = NotificationUrl.parse("https://h.svc.ms/notifications?token=t", Reading.NAMESPACE);
        connection = ConnectionState.initial(
                1,
                new ConnectionParameters(SessionMachineHarness.KEY, url, Optional.empty(), 100_000),
                EngineIoVersion.EIO4);
        receive("0{\"sid\":\"s\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}");
        receive("40/notifications,{\"sid\":\"n\"}");
    }

    private List<ProtocolEvent> receive(String frame) {
        ProtocolStep step = machine.onText(connection, frame, Instant.MAX, now);
        connection = step.connection();
        return step.events();
    }

    private Notifications notified(String frame) {
        List<ProtocolEvent> events = receive(frame);
        assertThat(events).hasSize(1);
        return (Notifications) events.get(0);
    }

    private Optional<LastNotification> last() {
        return ((ConnectionState.Joined) connection.stage()).last();
    }

    @Test
    void repeated_frame_yields_same_notification_at_its_time() {
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
    void repeated_frame_resets_heartbeat() {
        receive(NOTIFICATION);
        now = now.plusSeconds(40);
        receive(NOTIFICATION);
        assertThat(connection.lastArrival()).isEqualTo(now);
        assertThat(connection.due()).isEqualTo(now.plusSeconds(45));
    }

    @Test
    void different_frame_is_parsed() {
        receive(NOTIFICATION);
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
    void repeated_frame_with_ack_id_is_acknowledged_each_time() {
        String acked = NOTIFICATION.replace(",[", ",7[");
        receive(NOTIFICATION);
        assertThat(receive(acked)).hasSize(2);
        assertThat(receive(acked)).hasSize(2);
    }

    @Test
    void repeated_frame_within_binary_packet_is_refused() {
        receive(NOTIFICATION);
        receive("451-/notifications,[\"bin\",{\"_placeholder\":true,\"num\":0}]");
        assertThat(machine.onText(connection, NOTIFICATION, Instant.MAX, now).failure())
                .isPresent();
    }

    @Test
    void last_notification_survives_binary_packet() {
        receive(NOTIFICATION);
        receive("451-/notifications,[\"bin\",{\"_placeholder\":true,\"num\":0}]");
        ProtocolStep whole = machine.onBinary(connection, ByteBuffer.wrap(new byte[] {1}), Instant.MAX, now);
        connection = whole.connection();
        assertThat(last()).isPresent();
        assertThat(notified(NOTIFICATION).notifications()).hasSize(1);
    }

    @Test
    void incomplete_notification_is_not_kept() {
        String half = NOTIFICATION.replace("[{", "[7,{");
        assertThat(notified(half).complete()).isFalse();
        assertThat(last()).isEmpty();
        assertThat(notified(half).complete()).isFalse();
    }

    @Test
    void long_notification_is_not_kept() {
        notified(NOTIFICATION.replace("mine", "m".repeat(4096)));
        assertThat(last()).isEmpty();
    }

    @Test
    void to_string_hides_text() {
        receive(NOTIFICATION);
        assertThat(last().orElseThrow().toString())
                .isEqualTo("LastNotification[" + NOTIFICATION.length() + " characters]");
    }
}
