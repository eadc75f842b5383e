// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.impl.delta.PageAnswers.failure;
import static org.drivechange.impl.delta.PageAnswers.last;
import static org.drivechange.impl.delta.PageAnswers.page;
import static org.drivechange.impl.delta.PageAnswers.pausing;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.drive.PageRequest;
import org.drivechange.impl.drive.PageResult;
import org.junit.jupiter.api.Test;

/** Content, priority and time of requests for pages. */
class PageRequestTest {

    private static final Duration PAUSE = Duration.ofSeconds(40);

    private static final String SELECT =
            "$select=id,name,size,eTag,cTag,webUrl,createdDateTime,lastModifiedDateTime,createdBy,lastModifiedBy,"
                    + "deleted,root,file,folder,package,remoteItem,parentReference";

    private static DeltaMachineHarness configured(DeltaSettings.Start start) {
        return new DeltaMachineHarness(
                DeltaTestSettings.of(start, List.of("shared", "file.hashes"), List.of("a", "b=c")));
    }

    @Test
    void first_request_at_the_latest_state_has_all_properties_and_preferences() {
        DeltaMachineHarness reader = configured(DeltaSettings.Start.LATEST).started();
        assertThat(reader.requests()).singleElement().satisfies(request -> {
            assertThat(request.link())
                    .hasToString("https://graph.example/v1.0/drives/d/root/delta?" + SELECT
                            + ",shared,file.hashes&token=latest");
            assertThat(request.prefer()).containsExactly("a", "b=c");
            assertThat(request.baseline()).isFalse();
        });
    }

    @Test
    void first_request_of_a_baseline_has_no_token() {
        DeltaMachineHarness reader = DeltaMachineHarness.all();
        reader.start();
        assertThat(reader.requests()).singleElement().satisfies(request -> {
            assertThat(request.link()).hasToString("https://graph.example/v1.0/drives/d/root/delta?" + SELECT);
            assertThat(request.prefer()).isEmpty();
            assertThat(request.baseline()).isTrue();
        });
    }

    @Test
    void requests_of_later_pages_have_the_link_of_graph_and_the_preferences() {
        DeltaMachineHarness reader = configured(DeltaSettings.Start.ALL);
        reader.answer(page("2", "a"), last("3", "b"), last("4"));
        reader.start();
        assertThat(reader.links()).containsExactly("all", "2", "3");
        assertThat(reader.requests()).extracting(PageRequest::prefer).containsOnly(List.of("a", "b=c"));
    }

    @Test
    void only_requests_of_a_baseline_have_the_priority_of_a_baseline() {
        DeltaMachineHarness all = DeltaMachineHarness.all();
        all.answer(last("2", "a"), last("3"));
        all.start();
        all.signal(new DeltaSignal.ReadRequested());
        assertThat(all.commands(DeltaCommand.AcquirePermit.class))
                .extracting(DeltaCommand.AcquirePermit::baseline)
                .as("drive, two pages of the baseline, round")
                .containsExactly(false, true, true, false);
    }

    @Test
    void pause_of_a_page_delays_the_next_page_and_the_account() {
        DeltaMachineHarness reader = DeltaMachineHarness.latest().started();
        reader.answer(pausing(PAUSE, page("2")), last("3"));
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(reader.links()).containsExactly("latest", "start");
        assertThat(reader.lastCommand(DeltaCommand.Throttle.class).until())
                .isEqualTo(reader.now().plus(PAUSE));
        assertThat(reader.tick()).isBetween(PAUSE, PAUSE.plusSeconds(1));
        assertThat(reader.links()).containsExactly("latest", "start", "2");
        assertThat(reader.warnings()).isEmpty();
    }

    @Test
    void pause_of_a_page_with_items_delays_the_next_page_behind_their_delivery() {
        DeltaMachineHarness reader = DeltaMachineHarness.latest().started();
        reader.answer(pausing(PAUSE, page("2", "a")), last("3"));
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(reader.items()).containsExactly("a");
        assertThat(reader.links()).containsExactly("latest", "start");
        assertThat(reader.tick()).isBetween(PAUSE, PAUSE.plusSeconds(1));
        assertThat(reader.links()).containsExactly("latest", "start", "2");
    }

    @Test
    void pause_of_the_last_page_delays_the_next_round() {
        DeltaMachineHarness reader = DeltaMachineHarness.latest().started();
        reader.answer(pausing(PAUSE, last("2", "a")));
        reader.signal(new DeltaSignal.ReadRequested());
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(reader.links()).containsExactly("latest", "start");
        assertThat(reader.tick()).isEqualTo(PAUSE);
        assertThat(reader.links()).containsExactly("latest", "start", "2");
    }

    @Test
    void page_without_a_pause_does_not_pause_the_account() {
        DeltaMachineHarness reader = DeltaMachineHarness.latest().started();
        reader.answer(page("2", "a"), last("3"));
        reader.signal(new DeltaSignal.ReadRequested());
        assertThat(reader.commands(DeltaCommand.Throttle.class)).isEmpty();
    }

    @Test
    void page_that_is_too_large_is_requested_again_after_the_longest_delay_only() {
        DeltaMachineHarness reader = DeltaMachineHarness.latest().started();
        reader.answer(Collections.nCopies(3, failure(ErrorCode.PAGE_TOO_LARGE)).toArray(PageResult[]::new));
        Instant begun = reader.now();
        reader.signal(new DeltaSignal.ReadRequested());
        for (int i = 0; i < 3; i++) {
            assertThat(reader.tick()).isEqualTo(Duration.ofMinutes(5));
        }
        assertThat(reader.now()).isEqualTo(begun.plus(Duration.ofMinutes(15)));
        assertThat(reader.resets()).isEmpty();
    }
}
