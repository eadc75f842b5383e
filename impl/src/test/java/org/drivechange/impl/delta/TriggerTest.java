// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.impl.delta.PageAnswers.last;
import static org.drivechange.impl.delta.PageAnswers.page;
import static org.drivechange.impl.delta.PageAnswers.tokenOf;

import java.time.Duration;
import org.drivechange.impl.drive.DeltaSettings;
import org.junit.jupiter.api.Test;

/** Begin of rounds: notifications, polls, requests and rereads. */
class TriggerTest {

    private final DeltaMachineHarness reader = DeltaMachineHarness.latest().started();

    private static DeltaMachineHarness harness(Duration quietPeriod, double jitter) {
        return new DeltaMachineHarness(DeltaTestSettings.of(DeltaSettings.Start.LATEST, quietPeriod, 0, jitter))
                .started();
    }

    @Test
    void notification_begins_a_round_at_once() {
        reader.signal(new DeltaSignal.Notified());
        assertThat(reader.links()).containsExactly("latest", "start");
    }

    @Test
    void poll_interval_is_jittered_and_never_exceeded() {
        for (int i = 0; i < 50; i++) {
            DeltaMachineHarness jittered = harness(Duration.ZERO, 0.5);
            for (int poll = 0; poll < 4; poll++) {
                jittered.answer(last("p" + poll));
                assertThat(jittered.tick()).isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
            }
            assertThat(jittered.links()).hasSize(5);
        }
    }

    @Test
    void polls_of_one_reader_are_at_different_intervals() {
        DeltaMachineHarness jittered = harness(Duration.ZERO, 0.5);
        jittered.answer(last("2"), last("3"));
        assertThat(jittered.tick()).isNotEqualTo(jittered.tick());
    }

    @Test
    void triggers_during_a_round_cause_exactly_one_more() {
        reader.signal(new DeltaSignal.Notified());
        reader.signal(new DeltaSignal.Notified());
        reader.signal(new DeltaSignal.Notified());
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(reader.links()).containsExactly("latest", "start");
        reader.answer(last("3", "b"));
        reader.respond(last("2", "a"));
        assertThat(reader.links()).containsExactly("latest", "start", "2");
        assertThat(reader.phase()).isEqualTo("Waiting");
    }

    @Test
    void trigger_during_a_delivery_causes_one_more_round_behind_it() {
        reader.delivers(false);
        reader.answer(last("2", "a"));
        reader.signal(new DeltaSignal.Notified());
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(reader.links()).containsExactly("latest", "start");
        reader.signal(new DeltaSignal.Delivered(reader.call()));
        assertThat(reader.links()).containsExactly("latest", "start", "2");
    }

    @Test
    void empty_round_after_a_notification_is_read_again_from_the_older_link_after_2_5_and_15_seconds() {
        reader.answer(last("2"), last("3"), last("4"), last("5"));
        reader.signal(new DeltaSignal.Notified());
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("start");
        assertThat(reader.tick()).isEqualTo(Duration.ofSeconds(2));
        assertThat(reader.tick()).isEqualTo(Duration.ofSeconds(3));
        assertThat(reader.tick()).isEqualTo(Duration.ofSeconds(10));
        assertThat(reader.links()).containsExactly("latest", "start", "start", "start", "start");
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("5");
        assertThat(reader.tick()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void items_end_the_rereads() {
        reader.answer(last("2"), last("3", "a"));
        reader.signal(new DeltaSignal.Notified());
        reader.tick();
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("3");
        assertThat(reader.tick()).isEqualTo(Duration.ofHours(1));
        assertThat(reader.links()).endsWith("start", "3");
    }

    @Test
    void new_notification_ends_the_rereads_and_begins_new_ones() {
        reader.answer(last("2"), last("3"), last("4"));
        reader.signal(new DeltaSignal.Notified());
        reader.tick();
        reader.signal(new DeltaSignal.Notified());
        assertThat(reader.links()).containsExactly("latest", "start", "start", "start");
        assertThat(reader.tick()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void requested_read_ends_the_rereads() {
        reader.answer(last("2"), last("3"));
        reader.signal(new DeltaSignal.Notified());
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("3");
        assertThat(reader.tick()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void empty_round_without_a_notification_is_not_read_again() {
        reader.answer(page("2"), last("3"));
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("3");
        assertThat(reader.tick()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void notifications_within_the_quiet_period_cause_one_round_after_it() {
        DeltaMachineHarness quiet = harness(Duration.ofSeconds(2), 0);
        quiet.signal(new DeltaSignal.Notified());
        quiet.advance(Duration.ofSeconds(1));
        quiet.signal(new DeltaSignal.Notified());
        assertThat(quiet.links()).containsExactly("latest");
        assertThat(quiet.tick()).isEqualTo(Duration.ofSeconds(2));
        assertThat(quiet.links()).containsExactly("latest", "start");
    }

    @Test
    void notifications_that_never_pause_delay_a_round_by_ten_quiet_periods() {
        DeltaMachineHarness quiet = harness(Duration.ofSeconds(2), 0);
        quiet.signal(new DeltaSignal.Notified());
        for (int i = 0; i < 19; i++) {
            quiet.advance(Duration.ofSeconds(1));
            quiet.signal(new DeltaSignal.Notified());
        }
        assertThat(quiet.links()).containsExactly("latest");
        assertThat(quiet.tick()).isEqualTo(Duration.ofSeconds(1));
        assertThat(quiet.links()).containsExactly("latest", "start");
    }

    @Test
    void throttling_of_the_account_delays_rounds_until_its_end() {
        reader.signal(new DeltaSignal.Throttled(reader.now().plusSeconds(30)));
        reader.signal(new DeltaSignal.Notified());
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(reader.links()).containsExactly("latest");
        assertThat(reader.tick()).isEqualTo(Duration.ofSeconds(30));
        assertThat(reader.links()).containsExactly("latest", "start");
    }

    @Test
    void request_that_is_throttled_while_it_waits_for_a_permit_is_not_sent_and_returns_the_permit() {
        reader.grantsPermits(false);
        reader.signal(new DeltaSignal.Notified());
        assertThat(reader.needsPermit()).isTrue();
        reader.signal(new DeltaSignal.Throttled(reader.now().plusSeconds(30)));
        reader.signal(new DeltaSignal.PermitGranted(reader.call()));
        assertThat(reader.needsPermit()).isFalse();
        assertThat(reader.links()).containsExactly("latest");
        reader.grantsPermits(true);
        assertThat(reader.tick()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
        assertThat(reader.links()).containsExactly("latest", "start");
    }

    @Test
    void permit_that_is_not_granted_is_requested_again() {
        reader.grantsPermits(false);
        reader.signal(new DeltaSignal.Notified());
        int before = reader.commands(DeltaCommand.AcquirePermit.class).size();
        assertThat(reader.tick()).isEqualTo(Duration.ofMinutes(5));
        assertThat(reader.commands(DeltaCommand.AcquirePermit.class)).hasSize(before + 1);
    }
}
