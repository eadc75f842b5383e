// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.impl.delta.PageAnswers.last;
import static org.drivechange.impl.delta.PageAnswers.page;
import static org.drivechange.impl.delta.PageAnswers.tokenOf;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drivechange.DriveDelta;
import org.drivechange.DriveReset;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.drive.PageResult;
import org.junit.jupiter.api.Test;

/** Pages of rounds and baselines. */
class RoundTest {

    private final DeltaMachineHarness reader = DeltaMachineHarness.latest();

    @Test
    void first_start_at_the_latest_state_requests_one_page_and_fires_nothing() {
        reader.started();
        assertThat(reader.links()).containsExactly("latest");
        assertThat(reader.events(DriveDelta.class)).isEmpty();
        assertThat(reader.resets()).isEmpty();
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("start");
    }

    @Test
    void empty_page_in_mid_round_is_not_fired_and_its_next_link_is_read() {
        reader.started();
        reader.answer(page("2", "a"), page("3"), page("4"), last("5", "b"));
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(reader.links()).containsExactly("latest", "start", "2", "3", "4");
        assertThat(reader.events(DriveDelta.class))
                .extracting(event -> event.items().size())
                .containsExactly(1, 1);
    }

    @Test
    void empty_last_page_moves_the_position_and_completes_a_round_that_fired_items() {
        reader.started();
        reader.answer(page("2", "a"), last("3"));
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(reader.events(DriveDelta.class))
                .extracting(DriveDelta::complete)
                .containsExactly(false, true);
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("3");
    }

    @Test
    void round_without_items_is_not_fired_and_moves_the_position() {
        reader.started();
        reader.answer(page("2"), last("3"));
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(reader.events(DriveDelta.class)).isEmpty();
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("3");
    }

    @Test
    void position_of_each_page_is_saved_before_the_next_page_is_requested() {
        reader.started();
        reader.answer(page("2", "a"));
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(tokenOf(reader.position().nextLink())).isEqualTo("2");
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("start");
        assertThat(reader.links()).endsWith("2");
    }

    @Test
    void interrupted_round_continues_at_the_saved_page_after_a_restart() {
        reader.started();
        reader.answer(page("2", "a"));
        reader.signal(new DeltaSignal.ReadRequested());
        reader.use(DeltaTestSettings.of(DeltaSettings.Start.LATEST, Duration.ZERO, 0, 0));
        reader.answer(last("3"));
        reader.start();
        assertThat(reader.links()).endsWith("2", "2");
        assertThat(reader.events(DriveDelta.class)).last().matches(DriveDelta::complete);
    }

    @Test
    void baseline_reads_its_delta_link_until_a_read_is_empty() {
        DeltaMachineHarness all = DeltaMachineHarness.all();
        all.answer(page("2", "a"), last("3", "b"), last("4", "a"), last("5"));
        all.start();
        assertThat(all.resets()).containsExactly(DriveReset.Reason.START);
        assertThat(all.links()).containsExactly("all", "2", "3", "4");
        assertThat(all.items()).containsExactly("a", "b", "a");
        assertThat(all.events(DriveDelta.class)).allMatch(DriveDelta::baseline);
        assertThat(all.events(DriveDelta.class))
                .extracting(DriveDelta::complete)
                .containsExactly(false, false, false, true);
        assertThat(all.position().isBaseline()).isFalse();
    }

    @Test
    void baseline_that_always_finds_items_ends_after_a_hundred_reads_of_its_links() {
        DeltaMachineHarness all = DeltaMachineHarness.all();
        IntStream.rangeClosed(0, 100).forEach(read -> all.answer(last("l" + read, "a" + read)));
        all.start();
        assertThat(all.links()).hasSize(101);
        assertThat(all.events(DriveDelta.class).get(100).complete()).isTrue();
        assertThat(all.phase()).isEqualTo("Waiting");
    }

    @Test
    void baseline_begins_no_second_round_at_its_end() {
        DeltaMachineHarness all = DeltaMachineHarness.all();
        all.answer(last("2"), last("3"));
        all.start();
        assertThat(all.links()).containsExactly("all", "2");
        assertThat(all.phase()).isEqualTo("Waiting");
    }

    @Test
    void interrupted_baseline_continues_at_the_saved_page_after_a_restart_without_a_reset() {
        DeltaMachineHarness all = DeltaMachineHarness.all();
        all.answer(page("2", "a"));
        all.start();
        all.use(DeltaTestSettings.of(DeltaSettings.Start.ALL, Duration.ZERO, 0, 0));
        all.answer(last("3", "b"), last("4"));
        all.start();
        assertThat(all.links()).containsExactly("all", "2", "2", "3");
        assertThat(all.resets()).containsExactly(DriveReset.Reason.START);
    }

    @Test
    void reset_that_was_not_acknowledged_is_repeated_after_a_restart() {
        DeltaMachineHarness all = DeltaMachineHarness.all();
        all.saves(false);
        all.start();
        assertThat(all.resets()).containsExactly(DriveReset.Reason.START);
        all.use(DeltaTestSettings.of(DeltaSettings.Start.ALL, Duration.ZERO, 0, 0));
        all.saves(true);
        all.start();
        assertThat(all.resets()).containsExactly(DriveReset.Reason.START, DriveReset.Reason.START);
        all.use(DeltaTestSettings.of(DeltaSettings.Start.ALL, Duration.ZERO, 0, 0));
        all.start();
        assertThat(all.resets()).hasSize(2);
        assertThat(all.links()).containsExactly("all", "all");
    }

    @Test
    void repeated_next_link_fails_the_round_which_begins_again_after_a_delay() {
        reader.started();
        reader.answer(page("2", "a"), page("2", "b"), last("never"));
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(reader.phase()).isEqualTo("ReadPausing");
        assertThat(reader.warnings()).containsExactly(ErrorCode.DELTA_ENDLESS);
        assertThat(reader.tick()).isPositive();
        assertThat(reader.links()).containsExactly("latest", "start", "2", "start");
    }

    @Test
    void next_links_that_form_a_cycle_fail_the_round() {
        reader.started();
        IntStream.range(0, 20).forEach(i -> reader.answer(page("cycle-" + i % 3, "item-" + i)));
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(reader.warnings()).containsExactly(ErrorCode.DELTA_ENDLESS);
    }

    @Test
    void endless_pages_without_news_fail_the_round() {
        assertFails(IntStream.range(0, 10_300).mapToObj(i -> page("p" + i)));
        assertFails(IntStream.range(0, 600).mapToObj(i -> page("p" + i, "same")));
    }

    @Test
    void endless_pages_that_repeat_several_pages_fail_the_round() {
        assertFails(IntStream.range(0, 2000).mapToObj(i -> page("p" + i, "item-" + i % 3)));
    }

    @Test
    void enumeration_that_does_not_end_begins_again_with_a_reset_after_a_delay() {
        DeltaMachineHarness all = DeltaMachineHarness.all();
        all.answer(page("2", "a"), page("2", "b"), last("3", "b"), last("4"));
        all.start();
        assertThat(all.resets()).containsExactly(DriveReset.Reason.START, DriveReset.Reason.RESYNC);
        assertThat(all.warnings()).containsExactly(ErrorCode.DELTA_ENDLESS);
        assertThat(all.tick()).isPositive();
        assertThat(all.links()).containsExactly("all", "2", "all", "3");
        assertThat(all.phase()).isEqualTo("Waiting");
    }

    @Test
    void round_that_never_ends_is_repeated_slowly_with_one_warning_until_it_is_complete() {
        reader.started();
        for (int i = 0; i < 3; i++) {
            reader.answer(page("2", "a"), page("2", "b"));
        }
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(List.of(reader.tick(), reader.tick()))
                .allSatisfy(delay -> assertThat(delay).isGreaterThan(Duration.ofSeconds(30)));
        assertThat(reader.warnings()).containsExactly(ErrorCode.DELTA_ENDLESS);
        reader.answer(page("2", "a"));
        reader.tick();
        assertThat(reader.commands(DeltaCommand.ReportRecovery.class)).isEmpty();
        reader.respond(last("3", "b"));
        assertThat(reader.commands(DeltaCommand.ReportRecovery.class)).hasSize(1);
    }

    private static void assertFails(Stream<PageResult> pages) {
        DeltaMachineHarness harness = DeltaMachineHarness.latest().started();
        pages.forEach(harness::answer);
        harness.signal(new DeltaSignal.ReadRequested());
        assertThat(harness.warnings()).containsExactly(ErrorCode.DELTA_ENDLESS);
        assertThat(tokenOf(harness.position().deltaLink())).isEqualTo("start");
    }

    @Test
    void many_pages_with_new_items_do_not_fail_the_round() {
        reader.started();
        IntStream.range(0, 1000).forEach(i -> reader.answer(page("p" + i, "item-" + i)));
        reader.answer(last("end"));
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(reader.warnings()).isEmpty();
        assertThat(reader.items()).hasSize(1000);
    }

    @Test
    void thousands_of_empty_pages_in_a_row_do_not_fail_the_round() {
        reader.started();
        List<String> links = IntStream.range(0, 9_000).mapToObj(i -> "p" + i).toList();
        links.forEach(link -> reader.answer(page(link)));
        reader.answer(last("end", "a"));
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(reader.warnings()).isEmpty();
        assertThat(reader.items()).isEqualTo(List.of("a"));
    }
}
