// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.drivechange.DriveNotification;
import org.drivechange.DriveWatch;
import org.drivechange.interop.application.Application;
import org.drivechange.interop.application.EventLog;
import org.drivechange.interop.application.MyDrive;
import org.drivechange.interop.server.ServerState;
import org.drivechange.interop.server.ServerVariant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the input of an open session: notifications, acks and unrelated packets. */
@EnumSource(ServerVariant.class)
class NotificationsTest extends RealServerTestBase {

    private Application application;
    private EventLog events;

    @BeforeEach
    void open() {
        application = openApplication();
        events = application.eventLog();
    }

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void session_opens_once_with_the_engine_io_version_of_the_server() {
        assertThat(events.sequence(MY_DRIVE)).containsExactly(EventLog.OPENED);
        assertThat(events.openings(MY_DRIVE))
                .allSatisfy(opened -> assertThat(opened.sessionId()).isNotBlank());
        assertThat(application.watch(MY_DRIVE).state()).isEqualTo(DriveWatch.State.OPEN);
        assertThat(stateOf(MY_DRIVE).sessions())
                .allSatisfy(session ->
                        assertThat(session.engineIo()).isEqualTo(variant().effectiveEngineIo()));
        assertThat(server().state().connections()).isOne();
    }

    @Test
    void session_delivers_a_thousand_notifications_once_and_in_order() {
        server().emit(MY_DRIVE, 1000);

        awaitNumbers(1000);
        assertThat(events.numbers(MY_DRIVE)).isEqualTo(numbersUpTo(1000));
        assertThat(application.bean(MyDrive.class).notifications())
                .extracting(DriveNotification::resource)
                .containsExactlyElementsOf(
                        numbersUpTo(1000).stream().map(String::valueOf).toList());
        assertThat(application.watch(MY_DRIVE).notifications()).isEqualTo(1000);
    }

    @Test
    void notification_contains_the_json_of_graph() {
        server().emit(MY_DRIVE, 1);

        awaitNumbers(1);
        DriveNotification notification =
                application.bean(MyDrive.class).notifications().get(0);
        assertThat(notification.subscriptionId()).isEqualTo("5554a2f6-1959-4b95-96f4-369b49212df9");
        assertThat(notification.clientState()).isEqualTo("system-managed:8082D436-D8DA-458D-96AD-34C902B73F37");
        assertThat(notification.tenantId()).isEqualTo("9188040d-6c67-4c5b-b112-36a304b66dad");
        assertThat(notification.siteUrl()).isEqualTo("/personal/5a0b9e159b3310ad");
        assertThat(notification.webId()).isEqualTo("be8f18aa-284c-4452-8e7d-3db9e0e4babd");
        assertThat(notification.expiration()).isEqualTo("2026-05-11T21:52:27.520Z");
        assertThat(notification.json()).startsWith("{\"subscriptionId\":").endsWith("}");
    }

    @Test
    void session_answers_an_ack_request_once() {
        server().emitWithAck(MY_DRIVE);
        eventually().until(() -> stateOf(MY_DRIVE).answered() == 1);
        server().emitWithAck(MY_DRIVE);
        eventually().until(() -> stateOf(MY_DRIVE).answered() == 2);
        server().emit(MY_DRIVE, 1);

        awaitNumbers(3);
        assertThat(stateOf(MY_DRIVE).ackPackets()).hasSize(2).doesNotHaveDuplicates();
        assertSameSession();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void session_ignores_a_binary_event(boolean requestAck) {
        server().emit(MY_DRIVE, 1);
        server().emitBinary(MY_DRIVE, requestAck);
        server().emit(MY_DRIVE, 1);

        awaitNumbers(2);
        assertThat(stateOf(MY_DRIVE).ackPackets()).hasSizeLessThanOrEqualTo(requestAck ? 1 : 0);
        assertSameSession();
        assertThat(events.sequence(MY_DRIVE)).containsExactly(EventLog.OPENED, "1", "2");
    }

    @Test
    void session_ignores_unrelated_events() {
        server().emit(MY_DRIVE, 1);
        server().emitUnrelated(MY_DRIVE);
        server().emit(MY_DRIVE, 1);

        awaitNumbers(2);
        assertSameSession();
        assertThat(events.sequence(MY_DRIVE)).containsExactly(EventLog.OPENED, "1", "2");
    }

    @Test
    void request_line_contains_the_query_byte_for_byte() {
        ServerState.TargetState stateOf = stateOf(MY_DRIVE);
        String query = URI.create(stateOf.notificationUrls().get(0)).getRawQuery();

        assertThat(query).endsWith("&sig=a%2Bb%3D==&empty=");
        assertThat(stateOf.links())
                .extracting(ServerState.UpgradeRequest::requestLine)
                .containsExactly("GET /socket.io/?" + query + "&EIO="
                        + variant().requestedEngineIo() + "&transport=websocket HTTP/1.1");
    }

    private void assertSameSession() {
        assertThat(server().state().connections()).isOne();
        assertThat(stateOf(MY_DRIVE).sessions()).hasSize(1);
        assertThat(application.watch(MY_DRIVE).lastError()).isEmpty();
    }

    private void awaitNumbers(int count) {
        eventually().until(() -> events.numbers(MY_DRIVE).size() >= count);
    }

    private static List<Integer> numbersUpTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }
}
