// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.DriveNotification.Cause.CATCH_UP;
import static org.drivechange.DriveNotification.Cause.CHANGE;
import static org.drivechange.tck.Timeouts.eventually;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.drivechange.DriveChange;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests sessions that are opened, lost in every way and reopened. */
@TckTest
class ReconnectTest {

    @Deployment
    static WebArchive application() {
        return Application.of(ReconnectTest.class)
                .configured("drivechange.max-message-size", "20000")
                .configured("drivechange.reconnect.max-delay", "PT0.5S")
                .war();
    }

    @ApplicationScoped
    static class Beans {

        @DriveChange(target = "/drives/first/root")
        void first(DriveNotification n) {}

        @DriveChange(target = "/drives/disconnect/root")
        void disconnect(DriveNotification n) {}

        @DriveChange(target = "/drives/close/root")
        void close(DriveNotification n) {}

        @DriveChange(target = "/drives/reset/root")
        void reset(DriveNotification n) {}

        @DriveChange(target = "/drives/silence/root")
        void silence(DriveNotification n) {}

        @DriveChange(target = "/drives/expire/root")
        void expire(DriveNotification n) {}

        @DriveChange(target = "/drives/ack/root")
        void ack(DriveNotification n) {}

        @DriveChange(target = "/drives/hostile/root")
        void hostile(DriveNotification n) {}

        @DriveChange(target = "/drives/innocent/root")
        void innocent(DriveNotification n) {}

        @DriveChange(target = "/drives/large/root")
        void large(DriveNotification n) {}
    }

    @Inject
    EventCollector events;

    @Inject
    SimulatorClient simulator;

    @Assertion(id = "session-01")
    void first_session_is_not_resumed_and_fires_no_catch_up() {
        String target = "/drives/first/root";
        events.awaitOpened(target);
        simulator.emit(target);
        events.await(target, CHANGE, 1);

        assertThat(events.of(target).get(0)).isInstanceOfSatisfying(DriveSessionOpened.class, opened -> {
            assertThat(opened.resumed()).isFalse();
            assertThat(opened.sessionId()).isNotBlank();
        });
        assertThat(events.of(target)).hasSize(2);
    }

    private void assertReconnects(String target, Runnable loss) {
        events.awaitOpened(target);
        simulator.emit(target);
        DriveNotification last = events.await(target, CHANGE, 1).get(0);

        loss.run();

        DriveNotification catchUp = events.await(target, CATCH_UP, 1).get(0);
        eventually().until(() -> simulator.emit(target) == 1);
        events.await(target, CHANGE, 2);
        List<DriveEvent> sequence = events.of(target);
        assertThat(sequence).hasSize(6);
        assertThat(sequence.get(2)).isInstanceOfSatisfying(DriveSessionClosed.class, closed -> {
            assertThat(closed.reason()).isNotBlank().doesNotContain("token=");
            assertThat(closed.willReconnect()).isTrue();
        });
        assertThat(sequence.get(3))
                .isInstanceOfSatisfying(
                        DriveSessionOpened.class,
                        opened -> assertThat(opened.resumed()).isTrue());
        assertThat(sequence.get(4)).isSameAs(catchUp);
        // not much earlier: an application that reads changes since then must not read all of them
        assertThat(catchUp.since())
                .isBetween(last.at().minusSeconds(30), sequence.get(2).at());
        assertThat(catchUp.json()).isNull();
    }

    @Assertion(id = {"session-02", "session-03", "events-06"})
    void session_reopens_with_a_catch_up_after_a_disconnect_packet() {
        assertReconnects("/drives/disconnect/root", () -> simulator.drop("/drives/disconnect/root", "DISCONNECT"));
    }

    @Assertion(id = {"session-02", "session-03"})
    void session_reopens_with_a_catch_up_after_a_close_frame() {
        assertReconnects("/drives/close/root", () -> simulator.drop("/drives/close/root", "CLOSE_FRAME"));
    }

    @Assertion(id = {"session-02", "session-03"})
    void session_reopens_with_a_catch_up_after_a_reset() {
        assertReconnects("/drives/reset/root", () -> simulator.drop("/drives/reset/root", "RESET"));
    }

    @Assertion(id = {"session-02", "session-03", "session-04"})
    void session_reopens_with_a_catch_up_after_silence() {
        String target = "/drives/silence/root";

        assertReconnects(target, () -> simulator.drop(target, "SILENCE"));

        // the silence began long before it was detected
        assertThat(events.of(target, CATCH_UP).get(0).since())
                .isBefore(
                        events.of(target, DriveSessionClosed.class).get(0).at().minusSeconds(3));
    }

    @Assertion(id = {"session-03", "session-06"})
    void session_replaces_an_expired_subscription() {
        String target = "/drives/expire/root";

        assertReconnects(target, () -> simulator.expire(target));

        assertThat(simulator.paths(target)).hasSize(2);
    }

    @Assertion(id = "session-07")
    void session_acknowledges_each_ack_request_once() {
        String target = "/drives/ack/root";
        events.awaitOpened(target);

        simulator.emitWithAck(target);
        simulator.emitWithAck(target);

        events.await(target, CHANGE, 2);
        eventually().until(() -> simulator.acks(target) >= 2);
        simulator.emit(target);
        events.await(target, CHANGE, 3);
        assertThat(simulator.acks(target)).isEqualTo(2);
    }

    @Assertion(id = "session-08")
    void malformed_packets_do_not_affect_another_target() {
        String hostile = "/drives/hostile/root";
        String innocent = "/drives/innocent/root";
        events.awaitOpened(hostile);
        events.awaitOpened(innocent);
        List<String> frames =
                List.of("9", "4", "42/notifications,[", "451-/notifications,[\"notification\"]", "42[[[[", "");

        for (String frame : frames) {
            eventually().until(() -> simulator.frame(hostile, frame) == 1);
            assertThat(simulator.emit(innocent)).isEqualTo(1);
        }

        events.await(innocent, CHANGE, frames.size());
        assertThat(events.of(innocent, DriveSessionClosed.class)).isEmpty();
        int before = events.of(hostile, CHANGE).size();
        eventually().until(() -> {
            // notifications sent while the client is closing are lost
            simulator.emit(hostile);
            return events.of(hostile, CHANGE).size() > before;
        });
    }

    @Assertion(id = "configuration-05")
    void session_closes_on_a_message_over_the_limit_and_receives_a_smaller_one() {
        String target = "/drives/large/root";
        // three bytes each; the limit counts bytes
        events.awaitOpened(target);
        simulator.emit(target, "{\"value\":[{\"resource\":\"" + "x".repeat(15_000) + "\"}]}");
        events.await(target, CHANGE, 1);

        simulator.emit(target, "{\"value\":[{\"resource\":\"" + "€".repeat(8_000) + "\"}]}");

        events.awaitOpened(target, 2);
        events.await(target, CATCH_UP, 1);
        assertThat(events.of(target, CHANGE)).hasSize(1);
    }
}
