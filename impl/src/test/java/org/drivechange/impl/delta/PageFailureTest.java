// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.impl.delta.PageAnswers.failure;
import static org.drivechange.impl.delta.PageAnswers.last;
import static org.drivechange.impl.delta.PageAnswers.page;
import static org.drivechange.impl.delta.PageAnswers.tokenOf;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.drivechange.DriveReset;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.drive.PageResult;
import org.drivechange.impl.graph.GraphFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Failed requests for pages. */
class PageFailureTest {

    private final DeltaMachineHarness reader = DeltaMachineHarness.latest();

    @BeforeEach
    void start() {
        reader.started();
    }

    private void read(PageResult... answers) {
        reader.answer(answers);
        reader.signal(new DeltaSignal.ReadRequested());
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            reader.tick();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {
                "GRAPH_UNREACHABLE",
                "GRAPH_TIMEOUT",
                "GRAPH_SERVER_ERROR",
                "GRAPH_FORBIDDEN",
                "GRAPH_STATUS_UNEXPECTED",
                "GRAPH_THROTTLED",
                "PAGE_UNREADABLE",
                "PAGE_TOO_LARGE"
            })
    void failed_page_is_requested_again_with_the_same_link(ErrorCode code) {
        read(page("2", "a"), failure(code), failure(code), last("3", "b"));
        ticks(2);
        assertThat(reader.links()).containsExactly("latest", "start", "2", "2", "2");
        assertThat(reader.items()).containsExactly("a", "b");
        assertThat(reader.warnings()).isNotEmpty().containsOnly(code);
        assertThat(reader.resets()).isEmpty();
        assertThat(reader.commands(DeltaCommand.ReportRecovery.class)).hasSize(1);
    }

    @Test
    void delays_double_up_to_the_longest_delay() {
        read(Collections.nCopies(12, failure(ErrorCode.GRAPH_UNREACHABLE)).toArray(PageResult[]::new));
        assertThat(List.of(reader.tick(), reader.tick(), reader.tick()))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        ticks(6);
        assertThat(reader.tick()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"GRAPH_BAD_REQUEST", "GRAPH_NOT_FOUND", "GRAPH_NOT_SUPPORTED"})
    void refused_next_link_is_tried_again_and_then_the_round_begins_again_at_its_delta_link(ErrorCode code) {
        read(page("2", "a"), failure(code), failure(code), failure(code), failure(code), last("3", "a", "b"));
        ticks(4);
        assertThat(reader.links()).containsExactly("latest", "start", "2", "2", "2", "2", "start");
        assertThat(reader.items()).containsExactly("a", "a", "b");
        assertThat(reader.resets()).isEmpty();
        assertThat(reader.warnings()).containsExactly(ErrorCode.DELTA_LINK_REFUSED);
    }

    @Test
    void next_link_that_is_refused_again_after_the_round_began_again_causes_a_reset() {
        PageResult refused = failure(ErrorCode.GRAPH_NOT_FOUND);
        read(page("2", "a"), refused, refused, refused, refused);
        reader.answer(page("2", "a"), refused, refused, refused, refused, last("5"), last("6"));
        ticks(7);
        assertThat(reader.resets()).containsExactly(DriveReset.Reason.RESYNC);
        assertThat(reader.phase()).isEqualTo("Waiting");
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"GRAPH_BAD_REQUEST", "GRAPH_NOT_FOUND", "GRAPH_NOT_SUPPORTED"})
    void refused_delta_link_causes_a_reset_after_three_retries(ErrorCode code) {
        read(failure(code), failure(code), failure(code), failure(code), last("2", "a"), last("3"));
        assertThat(reader.resets()).isEmpty();
        ticks(3);
        assertThat(reader.resets()).containsExactly(DriveReset.Reason.RESYNC);
        assertThat(reader.links()).containsExactly("latest", "start", "start", "start", "start", "all", "2");
    }

    @Test
    void refused_first_page_of_a_drive_is_retried_for_ever() {
        DeltaMachineHarness all = DeltaMachineHarness.all();
        all.answer(Collections.nCopies(20, failure(ErrorCode.GRAPH_NOT_FOUND)).toArray(PageResult[]::new));
        all.start();
        for (int i = 0; i < 20; i++) {
            assertThat(all.tick()).isEqualTo(Duration.ofMinutes(5));
        }
        assertThat(all.resets()).containsExactly(DriveReset.Reason.START);
        assertThat(all.links()).hasSize(21).containsOnly("all");
    }

    @Test
    void expired_link_in_mid_round_causes_a_reset_and_abandons_the_round() {
        read(page("2", "a"), failure(ErrorCode.DELTA_RESET), last("3", "b"), last("4"));
        assertThat(reader.resets()).containsExactly(DriveReset.Reason.RESYNC);
        assertThat(reader.links()).containsExactly("latest", "start", "2", "all", "3");
        assertThat(reader.events(DriveReset.class).get(0).since()).isEqualTo(PageAnswers.READ_AT);
        assertThat(tokenOf(reader.position().deltaLink())).isEqualTo("4");
    }

    @Test
    void expired_link_in_a_baseline_causes_another_reset_after_a_delay() {
        read(failure(ErrorCode.DELTA_RESET), page("2", "a"), failure(ErrorCode.DELTA_RESET));
        assertThat(reader.resets()).containsExactly(DriveReset.Reason.RESYNC, DriveReset.Reason.RESYNC);
        assertThat(reader.phase()).isEqualTo("ReadPausing");
        assertThat(reader.tick()).isPositive();
        assertThat(reader.links()).endsWith("all", "2", "all");
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"GRAPH_SERVER_ERROR", "PAGE_UNREADABLE"})
    void link_that_fails_for_a_day_causes_a_reset(ErrorCode code) {
        Instant begun = reader.now();
        read(Collections.nCopies(400, failure(code)).toArray(PageResult[]::new));
        while (reader.resets().isEmpty()) {
            assertThat(reader.now()).isBefore(begun.plus(Duration.ofHours(25)));
            reader.tick();
        }
        assertThat(reader.now()).isAfterOrEqualTo(begun.plus(Duration.ofDays(1)));
        assertThat(reader.resets()).containsExactly(DriveReset.Reason.RESYNC);
    }

    @Test
    void errors_of_graph_before_and_after_a_day_offline_cause_no_reset() {
        Instant begun = reader.now();
        read(failure(ErrorCode.GRAPH_SERVER_ERROR));
        reader.answer(
                Collections.nCopies(1000, failure(ErrorCode.GRAPH_UNREACHABLE)).toArray(PageResult[]::new));
        while (reader.now().isBefore(begun.plus(Duration.ofDays(2)))) {
            reader.tick();
        }
        reader.respond(failure(ErrorCode.GRAPH_SERVER_ERROR));
        assertThat(reader.resets()).isEmpty();
    }

    @Test
    void unreachable_graph_causes_no_reset_however_long_it_lasts() {
        Instant begun = reader.now();
        read(Collections.nCopies(1000, failure(ErrorCode.GRAPH_UNREACHABLE)).toArray(PageResult[]::new));
        while (reader.now().isBefore(begun.plus(Duration.ofDays(3)))) {
            reader.tick();
        }
        assertThat(reader.resets()).isEmpty();
    }

    @Test
    void rejected_token_is_replaced_once_without_a_failure() {
        read(failure(ErrorCode.GRAPH_UNAUTHORIZED), last("2", "a"));
        assertThat(reader.lastCommand(DeltaCommand.RequestToken.class).rejected())
                .isPresent();
        assertThat(reader.links()).containsExactly("latest", "start", "start");
        assertThat(reader.items()).containsExactly("a");
        assertThat(reader.warnings()).isEmpty();
    }

    @Test
    void second_rejected_token_is_a_failure_that_is_retried_with_the_same_link() {
        read(failure(ErrorCode.GRAPH_UNAUTHORIZED), failure(ErrorCode.GRAPH_UNAUTHORIZED), last("2", "a"));
        assertThat(reader.commands(DeltaCommand.RejectToken.class)).hasSize(1);
        assertThat(reader.warnings()).containsExactly(ErrorCode.GRAPH_UNAUTHORIZED);
        reader.tick();
        assertThat(reader.links()).containsExactly("latest", "start", "start", "start");
        assertThat(reader.items()).containsExactly("a");
    }

    @Test
    void token_and_response_that_do_not_arrive_time_out() {
        reader.answersTokens(false);
        read();
        assertThat(reader.tick()).isEqualTo(Duration.ofSeconds(30));
        assertThat(reader.warnings()).containsExactly(ErrorCode.TOKEN_TIMEOUT);
        reader.answersTokens(true);
        reader.tick();
        assertThat(reader.tick()).isEqualTo(Duration.ofSeconds(30));
        assertThat(reader.warnings()).containsExactly(ErrorCode.TOKEN_TIMEOUT, ErrorCode.GRAPH_TIMEOUT);
        assertThat(reader.commands(DeltaCommand.Cancel.class)).hasSize(2);
    }

    @Test
    void result_of_an_earlier_call_is_ignored() {
        read();
        long earlier = reader.call();
        reader.tick();
        reader.tick();
        reader.signal(new DeltaSignal.RequestFailed(earlier, new GraphFailure(ErrorCode.DELTA_RESET, "late")));
        assertThat(reader.resets()).isEmpty();
        assertThat(reader.phase()).isEqualTo("Reading");
    }

    @Test
    void throttled_request_pauses_the_account_and_is_repeated_at_the_time_that_graph_names() {
        read(new PageResult.Failed(
                new GraphFailure(ErrorCode.GRAPH_THROTTLED, "", Optional.of(Duration.ofSeconds(40)))));
        assertThat(reader.lastCommand(DeltaCommand.Throttle.class).until())
                .isEqualTo(reader.now().plusSeconds(40));
        assertThat(reader.tick()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(41));
        assertThat(reader.links()).endsWith("start", "start");
    }
}
