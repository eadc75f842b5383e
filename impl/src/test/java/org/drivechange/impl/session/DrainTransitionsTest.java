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

/** What becomes of notifications that are on the way on a link when a renewal replaces it. */
class DrainTransitionsTest {

    private static final Duration RENEWED = Duration.ofMinutes(58).plusMillis(300);

    private static SessionMachineHarness renewed(Duration pong) {
        SessionMachineHarness world = new SessionMachineHarness(1) {
            @Override
            Duration pong() {
                return pong;
            }
        };
        world.start();
        world.run(RENEWED);
        assertThat(world.session.state())
                .isInstanceOfSatisfying(
                        Open.class, live -> assertThat(live.draining()).isPresent());
        assertThat(world.openLinks).containsExactlyInAnyOrder(1L, 2L);
        return world;
    }

    private static Instant heardOnTheOld(SessionMachineHarness world) {
        return ((Open) world.session.state())
                .draining()
                .orElseThrow()
                .connection()
                .lastArrival();
    }

    private static long catchUps(SessionMachineHarness world) {
        return world.of(DriveNotification.class).stream()
                .filter(one -> one.cause() == Cause.CATCH_UP)
                .count();
    }

    private static boolean draining(SessionMachineHarness world) {
        return ((Open) world.session.state()).draining().isPresent();
    }

    @Test
    void a_replaced_link_is_closed_ten_seconds_after_its_pong() {
        SessionMachineHarness world = renewed(Duration.ofSeconds(20));
        world.run(Duration.ofSeconds(20));
        assertThat(draining(world)).isTrue();
        world.step(new Signal.TextReceived(1, SessionMachineHarness.notification("late")));
        world.run(Duration.ofSeconds(9));
        world.step(new Signal.TextReceived(1, SessionMachineHarness.notification("later")));
        assertThat(draining(world)).isTrue();
        world.run(Duration.ofSeconds(1));
        assertThat(draining(world)).isFalse();
        assertThat(world.openLinks).containsExactly(2L);
        assertThat(world.changed()).containsExactly("late", "later");
        assertThat(catchUps(world)).isZero();
        assertThat(world.complaints).isEmpty();
    }

    @Test
    void without_a_pong_it_is_given_up_after_half_a_minute_and_a_catch_up_stands_for_what_was_on_it() {
        SessionMachineHarness world = renewed(Duration.ofDays(1));
        world.run(Duration.ofSeconds(29));
        assertThat(draining(world)).isTrue();
        world.run(Duration.ofSeconds(1));
        assertThat(draining(world)).isFalse();
        assertThat(world.openLinks).containsExactly(2L);
        assertThat(world.of(DriveNotification.class)).singleElement().satisfies(catchUp -> {
            assertThat(catchUp.cause()).isEqualTo(Cause.CATCH_UP);
            assertThat(catchUp.since()).isBefore(catchUp.at());
        });
        assertThat(world.complaints).singleElement().asString().startsWith("DRC3015 /me/drive/root");
        assertThat(world.of(DriveSessionClosed.class)).isEmpty();
    }

    @Test
    void lost_before_its_pong_a_catch_up_stands_for_what_was_on_it() {
        SessionMachineHarness world = renewed(Duration.ofSeconds(20));
        world.lose(1);
        assertThat(draining(world)).isFalse();
        assertThat(catchUps(world)).isEqualTo(1);
        assertThat(world.of(DriveSessionClosed.class)).isEmpty();
    }

    @Test
    void lost_after_its_pong_it_is_missed_by_nobody() {
        SessionMachineHarness world = renewed(Duration.ofMillis(100));
        world.run(Duration.ofMillis(500));
        world.lose(1);
        assertThat(draining(world)).isFalse();
        assertThat(catchUps(world)).isZero();
    }

    @Test
    void what_is_unfinished_or_unreadable_after_the_pong_is_made_up_for() {
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
    void a_server_that_leaves_before_its_pong_may_have_left_before_the_new_link_was_joined() {
        SessionMachineHarness world = renewed(Duration.ofSeconds(20));
        world.step(new Signal.TextReceived(1, "41/notifications,"));
        assertThat(draining(world)).isFalse();
        assertThat(catchUps(world)).isEqualTo(1);
    }

    @Test
    void when_its_successor_is_lost_too_the_catch_up_reaches_back_to_what_was_heard_on_it() {
        SessionMachineHarness world = renewed(Duration.ofSeconds(50));
        world.run(Duration.ofSeconds(25));
        world.step(new Signal.TextReceived(2, "2"));
        Instant lastOnTheOld = heardOnTheOld(world);
        assertThat(lastOnTheOld).isBefore(world.now);
        world.lose(2);
        world.run(Duration.ofMinutes(1));
        assertThat(world.of(DriveNotification.class))
                .singleElement()
                .satisfies(catchUp -> assertThat(catchUp.since()).isEqualTo(lastOnTheOld));
        assertThat(world.openLinks).containsExactly(3L);
    }
}
