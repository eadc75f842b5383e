// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveSessionClosed;
import org.drivechange.impl.session.SessionState.Open;
import org.junit.jupiter.api.Test;

/** Notifications in transit on a connection that a renewal replaces. */
class DrainTransitionsTest {

    private static final Duration RENEWED = Duration.ofMinutes(58).plusMillis(300);

    private static SessionMachineHarness renewed(Duration pong) {
        SessionMachineHarness harness = new SessionMachineHarness(1) {
            @Override
            Duration pong() {
                return pong;
            }
        };
        harness.start();
        harness.run(RENEWED);
        assertThat(harness.session.state())
                .isInstanceOfSatisfying(
                        Open.class, live -> assertThat(live.draining()).isPresent());
        assertThat(harness.openLinks).containsExactlyInAnyOrder(1L, 2L);
        return harness;
    }

    private static Instant lastArrivalOnOldConnection(SessionMachineHarness harness) {
        return ((Open) harness.session.state())
                .draining()
                .orElseThrow()
                .connection()
                .lastArrival();
    }

    private static long catchUps(SessionMachineHarness harness) {
        return harness.of(DriveNotification.class).stream()
                .filter(one -> one.cause() == Cause.CATCH_UP)
                .count();
    }

    private static boolean draining(SessionMachineHarness harness) {
        return ((Open) harness.session.state()).draining().isPresent();
    }

    @Test
    void replaced_connection_closes_ten_seconds_after_its_pong() {
        SessionMachineHarness harness = renewed(Duration.ofSeconds(20));
        harness.run(Duration.ofSeconds(20));
        assertThat(draining(harness)).isTrue();
        harness.step(new Signal.TextReceived(1, SessionMachineHarness.notification("late")));
        harness.run(Duration.ofSeconds(9));
        harness.step(new Signal.TextReceived(1, SessionMachineHarness.notification("later")));
        assertThat(draining(harness)).isTrue();
        harness.run(Duration.ofSeconds(1));
        assertThat(draining(harness)).isFalse();
        assertThat(harness.openLinks).containsExactly(2L);
        assertThat(harness.changed()).containsExactly("late", "later");
        assertThat(catchUps(harness)).isZero();
        assertThat(harness.failures).isEmpty();
    }

    @Test
    void missing_pong_ends_drain_after_30_seconds_with_catch_up() {
        SessionMachineHarness harness = renewed(Duration.ofDays(1));
        harness.run(Duration.ofSeconds(29));
        assertThat(draining(harness)).isTrue();
        harness.run(Duration.ofSeconds(1));
        assertThat(draining(harness)).isFalse();
        assertThat(harness.openLinks).containsExactly(2L);
        assertThat(harness.of(DriveNotification.class)).singleElement().satisfies(catchUp -> {
            assertThat(catchUp.cause()).isEqualTo(Cause.CATCH_UP);
            assertThat(catchUp.since()).isBefore(catchUp.at());
        });
        assertThat(harness.failures).singleElement().asString().startsWith("DRC3015 /me/drive/root");
        assertThat(harness.of(DriveSessionClosed.class)).isEmpty();
    }

    @Test
    void loss_before_pong_fires_catch_up() {
        SessionMachineHarness harness = renewed(Duration.ofSeconds(20));
        harness.lose(1);
        assertThat(draining(harness)).isFalse();
        assertThat(catchUps(harness)).isEqualTo(1);
        assertThat(harness.of(DriveSessionClosed.class)).isEmpty();
    }

    @Test
    void loss_after_pong_fires_nothing() {
        SessionMachineHarness harness = renewed(Duration.ofMillis(100));
        harness.run(Duration.ofMillis(500));
        harness.lose(1);
        assertThat(draining(harness)).isFalse();
        assertThat(catchUps(harness)).isZero();
    }

    @Test
    void unfinished_or_unreadable_packet_after_pong_fires_catch_up() {
        SessionMachineHarness unfinished = renewed(Duration.ofMillis(100));
        unfinished.run(Duration.ofMillis(500));
        unfinished.step(new Signal.TextReceived(1, "451-/notifications,[\"x\",{\"_placeholder\":true,\"num\":0}]"));
        unfinished.run(Duration.ofSeconds(11));
        assertThat(draining(unfinished)).isFalse();
        assertThat(catchUps(unfinished)).isEqualTo(1);

        SessionMachineHarness unreadable = renewed(Duration.ofMillis(100));
        unreadable.run(Duration.ofMillis(500));
        unreadable.step(new Signal.TextReceived(1, "42/notifications,[broken"));
        assertThat(catchUps(unreadable)).isEqualTo(1);
    }

    @Test
    void disconnect_before_pong_fires_catch_up() {
        SessionMachineHarness harness = renewed(Duration.ofSeconds(20));
        harness.step(new Signal.TextReceived(1, "41/notifications,"));
        assertThat(draining(harness)).isFalse();
        assertThat(catchUps(harness)).isEqualTo(1);
    }

    @Test
    void catch_up_after_loss_of_both_connections_reaches_back_to_the_draining_one() {
        SessionMachineHarness harness = renewed(Duration.ofSeconds(50));
        harness.run(Duration.ofSeconds(25));
        harness.step(new Signal.TextReceived(2, "2"));
        Instant lastArrival = lastArrivalOnOldConnection(harness);
        assertThat(lastArrival).isBefore(harness.now);
        harness.lose(2);
        harness.run(Duration.ofMinutes(1));
        assertThat(harness.of(DriveNotification.class))
                .singleElement()
                .satisfies(catchUp -> assertThat(catchUp.since()).isEqualTo(lastArrival));
        assertThat(harness.openLinks).containsExactly(3L);
    }
}
