// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.drivechange.DriveNotification;
import org.drivechange.DriveWatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the input of an open session: notifications, acks and unrelated packets. */
@EnumSource(SetUp.class)
class NotificationsTest extends RealServerTests {

    private Application application;
    private Recorder recorder;

    @BeforeEach
    void open() {
        application = openApplication();
        recorder = application.recorder();
    }

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void one_session_is_opened_with_the_servers_revision() {
        assertThat(recorder.story(MY_DRIVE)).containsExactly(Recorder.OPENED);
        assertThat(recorder.openings(MY_DRIVE))
                .allSatisfy(opened -> assertThat(opened.sessionId()).isNotBlank());
        assertThat(application.watch(MY_DRIVE).state()).isEqualTo(DriveWatch.State.OPEN);
        assertThat(seen(MY_DRIVE).sessions())
                .allSatisfy(session -> assertThat(session.engineIo()).isEqualTo(setUp().spoken()));
        assertThat(server().state().connections()).isOne();
    }

    @Test
    void a_thousand_notifications_arrive_in_order_and_once_each() {
        server().emit(MY_DRIVE, 1000);

        awaitNumbers(1000);
        assertThat(recorder.numbers(MY_DRIVE)).isEqualTo(upTo(1000));
        assertThat(application.bean(MyDrive.class).heard())
                .extracting(DriveNotification::resource)
                .containsExactlyElementsOf(
                        upTo(1000).stream().map(String::valueOf).toList());
        assertThat(application.watch(MY_DRIVE).notifications()).isEqualTo(1000);
    }

    @Test
    void notification_keeps_graphs_json() {
        server().emit(MY_DRIVE, 1);

        awaitNumbers(1);
        DriveNotification notification = application.bean(MyDrive.class).heard().get(0);
        assertThat(notification.subscriptionId()).isEqualTo("5554a2f6-1959-4b95-96f4-369b49212df9");
        assertThat(notification.clientState()).isEqualTo("system-managed:8082D436-D8DA-458D-96AD-34C902B73F37");
        assertThat(notification.tenantId()).isEqualTo("9188040d-6c67-4c5b-b112-36a304b66dad");
        assertThat(notification.siteUrl()).isEqualTo("/personal/5a0b9e159b3310ad");
        assertThat(notification.webId()).isEqualTo("be8f18aa-284c-4452-8e7d-3db9e0e4babd");
        assertThat(notification.expiration()).isEqualTo("2026-05-11T21:52:27.520Z");
        assertThat(notification.json()).startsWith("{\"subscriptionId\":").endsWith("}");
    }

    @Test
    void an_ack_request_is_answered_once() {
        server().ask(MY_DRIVE);
        eventually().until(() -> seen(MY_DRIVE).answered() == 1);
        server().ask(MY_DRIVE);
        eventually().until(() -> seen(MY_DRIVE).answered() == 2);
        server().emit(MY_DRIVE, 1);

        awaitNumbers(3);
        assertThat(seen(MY_DRIVE).ackPackets()).hasSize(2).doesNotHaveDuplicates();
        assertStillTheSameSession();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_binary_event_does_no_harm(boolean asking) {
        server().emit(MY_DRIVE, 1);
        server().emitBinary(MY_DRIVE, asking);
        server().emit(MY_DRIVE, 1);

        awaitNumbers(2);
        assertThat(seen(MY_DRIVE).ackPackets()).hasSizeLessThanOrEqualTo(asking ? 1 : 0);
        assertStillTheSameSession();
        assertThat(recorder.story(MY_DRIVE)).containsExactly(Recorder.OPENED, "1", "2");
    }

    @Test
    void unrelated_events_do_no_harm() {
        server().emit(MY_DRIVE, 1);
        server().emitUnrelated(MY_DRIVE);
        server().emit(MY_DRIVE, 1);

        awaitNumbers(2);
        assertStillTheSameSession();
        assertThat(recorder.story(MY_DRIVE)).containsExactly(Recorder.OPENED, "1", "2");
    }

    @Test
    void request_line_contains_the_query_byte_for_byte() {
        ServerState.OfTarget seen = seen(MY_DRIVE);
        String query = URI.create(seen.notificationUrls().get(0)).getRawQuery();

        assertThat(query).endsWith("&sig=a%2Bb%3D==&empty=");
        assertThat(seen.links())
                .extracting(ServerState.Link::requestLine)
                .containsExactly(
                        "GET /socket.io/?" + query + "&EIO=" + setUp().asked() + "&transport=websocket HTTP/1.1");
    }

    private void assertStillTheSameSession() {
        assertThat(server().state().connections()).isOne();
        assertThat(seen(MY_DRIVE).sessions()).hasSize(1);
        assertThat(application.watch(MY_DRIVE).lastError()).isEmpty();
    }

    private void awaitNumbers(int count) {
        eventually().until(() -> recorder.numbers(MY_DRIVE).size() >= count);
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }
}
