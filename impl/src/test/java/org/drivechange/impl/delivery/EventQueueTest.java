// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.DriveTarget;
import org.junit.jupiter.api.Test;

class EventQueueTest {

    private static final DriveTarget ME = DriveTarget.parse("/me/drive/root");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private static DriveNotification change(int second) {
        return DriveNotification.change(ME)
                .at(at(second))
                .resource("r" + second)
                .build();
    }

    private static DriveEvent opened(int second) {
        return DriveSessionOpened.of(ME, "", at(second), "s", true);
    }

    private static DriveEvent closed(int second) {
        return DriveSessionClosed.of(ME, "", at(second), "gone", true);
    }

    private static List<DriveEvent> drained(EventQueue queue, Instant now) {
        List<DriveEvent> events = new ArrayList<>();
        for (Optional<DriveEvent> next = queue.poll(now); next.isPresent(); next = queue.poll(now)) {
            events.add(next.get());
        }
        return events;
    }

    @Test
    void queue_keeps_order() {
        EventQueue queue = new EventQueue(new DeliverySettings(10, Duration.ZERO));
        List<DriveEvent> events = List.of(opened(0), change(1), change(2), closed(3), opened(4));
        events.forEach(event -> assertThat(queue.offer(event, event.at())).isFalse());
        assertThat(drained(queue, at(5))).isEqualTo(events);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void merged_catch_up_keeps_earlier_since() {
        EventQueue queue = new EventQueue(new DeliverySettings(1, Duration.ZERO));
        assertThat(queue.offer(change(20), at(20))).isFalse();
        assertThat(queue.offer(DriveNotification.catchUp(ME, "", at(30), at(0)), at(30)))
                .isTrue();
        assertThat(drained(queue, at(31)))
                .singleElement()
                .satisfies(one -> assertThat(((DriveNotification) one).since()).isEqualTo(at(0)));
    }

    @Test
    void full_queue_merges_into_one_catch_up_since_the_first() {
        EventQueue queue = new EventQueue(new DeliverySettings(3, Duration.ZERO));
        for (int second = 1; second <= 10; second++) {
            assertThat(queue.offer(change(second), at(second))).isEqualTo(second > 3);
        }
        List<DriveEvent> events = drained(queue, at(11));
        assertThat(events).hasSize(3);
        assertThat(events.subList(0, 2)).containsExactly(change(1), change(2));
        assertThat(events.get(2)).isInstanceOfSatisfying(DriveNotification.class, merged -> {
            assertThat(merged.cause()).isEqualTo(Cause.CATCH_UP);
            assertThat(merged.since()).isEqualTo(at(3));
            assertThat(merged.at()).isEqualTo(at(10));
        });
        assertThat(queue.offer(change(12), at(12))).isFalse();
    }

    @Test
    void long_notifications_fill_the_queue_sooner_and_one_alone_always_fits() {
        EventQueue queue = new EventQueue(new DeliverySettings(5, Duration.ZERO));
        for (int round = 0; round < 2; round++) {
            for (int second = 1; second <= 9; second++) {
                DriveNotification large = DriveNotification.change(ME)
                        .at(at(second))
                        .json("x".repeat(10_000))
                        .build();
                assertThat(queue.offer(large, at(second))).isEqualTo(second > 2);
            }
            assertThat(drained(queue, at(10)))
                    .extracting(event -> ((DriveNotification) event).cause())
                    .containsExactly(Cause.CHANGE, Cause.CATCH_UP);
        }
        DriveNotification huge =
                DriveNotification.change(ME).at(at(1)).json("x".repeat(100_000)).build();
        assertThat(queue.offer(huge, at(1))).isFalse();
        assertThat(drained(queue, at(1))).containsExactly(huge);
    }

    @Test
    void session_events_are_never_merged_and_keep_their_place() {
        EventQueue queue = new EventQueue(new DeliverySettings(1, Duration.ZERO));
        queue.offer(change(1), at(1));
        queue.offer(closed(2), at(2));
        queue.offer(opened(3), at(3));
        assertThat(queue.offer(change(4), at(4))).isTrue();
        assertThat(queue.offer(change(5), at(5))).isTrue();
        List<DriveEvent> events = drained(queue, at(6));
        assertThat(events.subList(0, 3)).containsExactly(change(1), closed(2), opened(3));
        assertThat(events.subList(3, events.size()))
                .singleElement()
                .isInstanceOfSatisfying(DriveNotification.class, one -> {
                    assertThat(one.cause()).isEqualTo(Cause.CATCH_UP);
                    assertThat(one.since()).isEqualTo(at(4));
                });
    }

    @Test
    void quiet_period_keeps_last_change_only() {
        EventQueue queue = new EventQueue(new DeliverySettings(10, Duration.ofSeconds(5)));
        queue.offer(change(0), at(0));
        assertThat(queue.poll(at(4))).isEmpty();
        queue.offer(change(4), at(4));
        queue.offer(change(8), at(8));
        assertThat(queue.poll(at(12))).isEmpty();
        assertThat(queue.nextAt()).isEqualTo(at(13));
        assertThat(queue.poll(at(13))).contains(change(8));
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void change_waits_at_most_ten_quiet_periods() {
        EventQueue queue = new EventQueue(new DeliverySettings(10, Duration.ofSeconds(5)));
        int second = 0;
        while (!queue.ready(at(second))) {
            queue.offer(change(second), at(second));
            second++;
        }
        assertThat(second).isEqualTo(50);
        assertThat(queue.poll(at(50))).contains(change(49));
    }

    @Test
    void session_event_ends_quiet_period() {
        EventQueue queue = new EventQueue(new DeliverySettings(10, Duration.ofSeconds(5)));
        queue.offer(change(0), at(0));
        queue.offer(closed(1), at(1));
        queue.offer(change(2), at(2));
        assertThat(drained(queue, at(2))).containsExactly(change(0), closed(1));
        assertThat(drained(queue, at(7))).containsExactly(change(2));
    }

    @Test
    void catch_up_skips_quiet_period() {
        EventQueue queue = new EventQueue(new DeliverySettings(10, Duration.ofSeconds(5)));
        DriveNotification catchUp = DriveNotification.catchUp(ME, "", at(1), at(0));
        queue.offer(catchUp, at(1));
        assertThat(queue.poll(at(1))).contains(catchUp);
    }

    @Test
    void quiet_period_does_not_swallow_merged_catch_up() {
        EventQueue queue = new EventQueue(new DeliverySettings(1, Duration.ofSeconds(5)));
        assertThat(queue.offer(change(0), at(0))).isFalse();
        assertThat(queue.offer(change(7), at(7))).isTrue();
        assertThat(drained(queue, at(7))).containsExactly(DriveNotification.catchUp(ME, "", at(7), at(0)));
        assertThat(queue.offer(change(8), at(8))).isFalse();
        assertThat(queue.poll(at(8))).isEmpty();
        assertThat(queue.poll(at(13))).contains(change(8));
    }

    @Test
    void catch_up_merged_into_full_queue_keeps_earlier_since() {
        EventQueue queue = new EventQueue(new DeliverySettings(1, Duration.ZERO));
        queue.offer(DriveNotification.catchUp(ME, "", at(9), at(2)), at(9));
        assertThat(queue.offer(DriveNotification.catchUp(ME, "", at(12), at(10)), at(12)))
                .isTrue();
        assertThat(drained(queue, at(12))).containsExactly(DriveNotification.catchUp(ME, "", at(12), at(2)));
    }
}
