// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.impl.delta.PageAnswers.last;
import static org.drivechange.impl.delta.PageAnswers.page;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.drive.DeltaSettings;
import org.junit.jupiter.api.Test;

/** Reports of a reader: log lines, lags and times of rounds. */
class ReportTest {

    private static final DeltaSignal RESYNC = new DeltaSignal.ResyncRequested();

    private final DeltaMachineHarness reader = DeltaMachineHarness.latest();

    private static List<String> lines(DeltaMachineHarness harness, String part) {
        return harness.commands(DeltaCommand.Log.class).stream()
                .map(DeltaCommand.Log::message)
                .filter(message -> message.contains(part))
                .toList();
    }

    @Test
    void baseline_logs_its_progress_each_minute() {
        DeltaMachineHarness all = DeltaMachineHarness.all();
        all.start();
        respondAfter(all, Duration.ofSeconds(59), "2");
        assertThat(lines(all, "in progress")).isEmpty();
        respondAfter(all, Duration.ofSeconds(1), "3");
        assertThat(lines(all, "in progress"))
                .singleElement()
                .asString()
                .contains("baseline in progress, 2 items in 1 min 0 s (0 items/s)");
        respondAfter(all, Duration.ofSeconds(59), "4");
        assertThat(lines(all, "in progress")).hasSize(1);
        respondAfter(all, Duration.ofSeconds(1), "5");
        assertThat(lines(all, "in progress")).hasSize(2).last().asString().contains("4 items");
        assertThat(all.lastCommand(DeltaCommand.Log.class).level()).isEqualTo(Level.INFO);
    }

    @Test
    void round_that_is_not_a_baseline_logs_no_progress() {
        reader.started();
        reader.signal(new DeltaSignal.ReadRequested());
        respondAfter(reader, Duration.ofSeconds(90), "2");
        assertThat(reader.items()).containsExactly("item-2");
        assertThat(lines(reader, "in progress")).isEmpty();
    }

    private static void respondAfter(DeltaMachineHarness harness, Duration duration, String link) {
        harness.advance(duration);
        harness.respond(page(link, "item-" + link));
    }

    @Test
    void reset_that_no_method_observes_causes_one_warning() {
        reader.resetsAreNotObserved();
        reader.started();
        assertThat(lines(reader, ErrorCode.RESET_UNOBSERVED.message(""))).isEmpty();
        for (int i = 0; i < 3; i++) {
            reader.answer(last("b1", "x"), last("b2"));
            reader.signal(RESYNC);
        }
        assertThat(reader.resets()).hasSize(3);
        assertThat(lines(reader, ErrorCode.RESET_UNOBSERVED.message(""))).hasSize(1);
        assertThat(reader.commands(DeltaCommand.Log.class))
                .filteredOn(line -> line.level() == Level.WARNING)
                .hasSize(1);
    }

    @Test
    void reset_that_a_method_observes_causes_no_warning() {
        reader.started();
        reader.answer(last("b1", "x"), last("b2"));
        reader.signal(RESYNC);
        assertThat(reader.resets()).hasSize(1);
        assertThat(lines(reader, ErrorCode.RESET_UNOBSERVED.message(""))).isEmpty();
    }

    @Test
    void lag_counts_from_the_first_notification_of_the_round() {
        DeltaMachineHarness quiet = new DeltaMachineHarness(
                        DeltaTestSettings.of(DeltaSettings.Start.LATEST, Duration.ofSeconds(2), 0, 0))
                .started();
        Instant notified = quiet.now();
        quiet.signal(new DeltaSignal.Notified());
        quiet.advance(Duration.ofSeconds(1));
        quiet.signal(new DeltaSignal.Notified());
        quiet.answer(page("2", "a"), last("3", "b"));
        quiet.tick();
        assertThat(quiet.commands(DeltaCommand.ReportPage.class))
                .extracting(page -> page.lagFrom().orElse(null))
                .as("the first page of the round only")
                .containsExactly(notified, null);
    }

    @Test
    void lag_of_a_reread_counts_from_the_notification_of_the_empty_round() {
        reader.started();
        Instant notified = reader.now();
        reader.answer(last("2"), last("3"), last("4", "a"));
        reader.signal(new DeltaSignal.Notified());
        reader.tick();
        reader.tick();
        assertThat(reader.now()).isEqualTo(notified.plusSeconds(5));
        assertThat(reader.lastCommand(DeltaCommand.ReportPage.class).lagFrom()).contains(notified);
    }

    @Test
    void lag_of_a_round_without_a_notification_counts_from_its_first_page_with_items() {
        reader.started();
        reader.signal(new DeltaSignal.ReadRequested());
        reader.advance(Duration.ofSeconds(3));
        reader.answer(page("3"));
        reader.respond(page("2"));
        Instant received = reader.now().plusSeconds(4);
        reader.advance(Duration.ofSeconds(4));
        reader.respond(last("4", "a"));
        assertThat(reader.lastCommand(DeltaCommand.ReportPage.class).lagFrom()).contains(received);
    }

    @Test
    void reader_reports_the_last_complete_round_of_the_previous_process_when_it_has_opened_the_position() {
        reader.started();
        reader.use(DeltaTestSettings.of(DeltaSettings.Start.LATEST, Duration.ZERO, 0, 0));
        reader.answersTokens(false);
        reader.start();
        assertThat(reader.phase()).isEqualTo("Resolving");
        assertThat(reader.lastCommand(DeltaCommand.ReportReadUntil.class).time())
                .isEqualTo(PageAnswers.READ_AT);
        assertThat(lines(reader, "continues from " + PageAnswers.READ_AT)).isEmpty();
        reader.answersTokens(true);
        reader.tick();
        reader.tick();
        assertThat(lines(reader, "continues from " + PageAnswers.READ_AT)).hasSize(1);
    }

    @Test
    void interrupted_round_does_not_change_the_time_of_the_last_complete_round() {
        reader.started();
        reader.answer(page("2", "a"));
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(reader.position().readUntil()).contains(PageAnswers.READ_AT);
        assertThat(reader.commands(DeltaCommand.ReportRoundCompleted.class)).hasSize(1);
    }

    @Test
    void first_start_reports_no_complete_round_before_its_first_round_has_ended() {
        reader.start();
        assertThat(reader.commands(DeltaCommand.ReportReadUntil.class)).isEmpty();
        assertThat(reader.commands(DeltaCommand.ReportRoundCompleted.class)).isEmpty();
        reader.respond(last("start"));
        assertThat(reader.lastCommand(DeltaCommand.ReportRoundCompleted.class).readUntil())
                .isEqualTo(PageAnswers.READ_AT);
    }
}
