// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch.State;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.monitor.TargetNaming;
import org.drivechange.impl.runtime.StatusSince;
import org.junit.jupiter.api.Test;

class ReadinessPolicyTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final SessionKey ME = key("/me/drive/root", "");
    private static final SessionKey TEAM = key("/drives/team/root", "contoso");
    private static final StatusSince NEVER = new StatusSince(State.WAITING, START, Optional.empty());

    private Instant now = START;
    private final ReadinessPolicy rule = new ReadinessPolicy(() -> now, GRACE, new TargetNaming(true));

    private static SessionKey key(String target, String account) {
        return new SessionKey(DriveTarget.parse(target), account);
    }

    private static StatusSince open(Instant since) {
        return new StatusSince(State.OPEN, since, Optional.empty());
    }

    private static StatusSince lost(Instant since) {
        return new StatusSince(State.WAITING, since, Optional.of(since));
    }

    private static TargetHealth declared(SessionKey key, StatusSince standing) {
        return new TargetHealth(
                key, true, standing, standing.since(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static TargetHealth watched(SessionKey key, StatusSince standing) {
        return new TargetHealth(
                key, false, standing, standing.since(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private boolean readyAt(Instant time, TargetHealth... targets) {
        now = time;
        return rule.evaluate(List.of(targets)).ready();
    }

    @Test
    void at_the_start_the_grace_counts_from_the_start() {
        assertThat(readyAt(START, declared(ME, NEVER))).isTrue();
        assertThat(readyAt(START.plus(GRACE), declared(ME, NEVER))).isTrue();
        assertThat(readyAt(START.plus(GRACE).plusNanos(1), declared(ME, NEVER))).isFalse();
    }

    @Test
    void target_that_was_open_is_ready_within_the_grace_period() {
        Instant loss = START.plusSeconds(1000);
        assertThat(readyAt(loss.plus(GRACE), declared(ME, lost(loss)))).isTrue();
        assertThat(readyAt(loss.plus(GRACE).plusNanos(1), declared(ME, lost(loss))))
                .isFalse();
        assertThat(readyAt(loss.plusSeconds(2000), declared(ME, open(loss)))).isTrue();
    }

    private static TargetHealth lostWithItems(boolean upToDate, Optional<Instant> lastRound, ErrorCode... error) {
        return new TargetHealth(
                ME,
                true,
                lost(START),
                START,
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                        new ItemHealth(upToDate, lastRound, Arrays.stream(error).findFirst())));
    }

    @Test
    void target_with_item_changes_that_are_up_to_date_is_ready_without_a_session() {
        Instant later = START.plusSeconds(1000);
        assertThat(readyAt(later, lostWithItems(true, Optional.of(later)))).isTrue();
        assertThat(readyAt(later, lostWithItems(true, Optional.of(later), ErrorCode.OBSERVER_FAILED)))
                .isTrue();
        assertThat(readyAt(later, lostWithItems(false, Optional.of(later)))).isFalse();
        assertThat(readyAt(later, lostWithItems(false, Optional.empty()))).isFalse();
    }

    @Test
    void row_has_last_complete_round_and_problem_of_item_changes() {
        Optional<Instant> last = Optional.of(START.plusMillis(2500));
        assertThat(lostWithItems(true, last).entry().value())
                .isEqualTo("WAITING since 2026-01-01T00:00:00Z, last complete round 2026-01-01T00:00:02Z");
        assertThat(lostWithItems(true, last, ErrorCode.OBSERVER_FAILED).entry().value())
                .isEqualTo("WAITING since 2026-01-01T00:00:00Z, last complete round 2026-01-01T00:00:02Z,"
                        + " item changes DRC4001");
        assertThat(lostWithItems(false, Optional.empty(), ErrorCode.OBSERVER_FAILED)
                        .condition())
                .isEqualTo("WAITING, item changes DRC4001");
    }

    @Test
    void application_is_not_ready_when_one_target_exceeds_the_grace() {
        Instant later = START.plusSeconds(1000);
        assertThat(readyAt(later, declared(ME, open(START)), declared(TEAM, lost(START))))
                .isFalse();
        assertThat(readyAt(later, declared(ME, open(START)), declared(TEAM, open(START))))
                .isTrue();
    }

    @Test
    void targets_watched_at_run_time_do_not_affect_readiness() {
        now = START.plusSeconds(1000);
        HealthReport report = rule.evaluate(List.of(declared(ME, open(START)), watched(TEAM, lost(START))));
        assertThat(report.ready()).isTrue();
        assertThat(report.entries())
                .extracting(HealthReport.Entry::key)
                .containsExactly("/me/drive/root", "/drives/team/root (account contoso)");
    }

    @Test
    void row_has_state_start_reason_and_last_notification() {
        Optional<Instant> last = Optional.of(START.plusMillis(1500));
        Optional<ErrorCode> problem = Optional.of(ErrorCode.CONNECTION_LOST);
        assertThat(new TargetHealth(ME, true, open(START), START, last, problem, Optional.empty())
                        .entry()
                        .value())
                .isEqualTo("OPEN since 2026-01-01T00:00:00Z, last notification 2026-01-01T00:00:01Z");
        assertThat(new TargetHealth(ME, true, lost(START), START, Optional.empty(), problem, Optional.empty())
                        .entry()
                        .value())
                .isEqualTo("WAITING since 2026-01-01T00:00:00Z, DRC3007");
        assertThat(new TargetHealth(ME, true, lost(START), START, last, problem, Optional.empty())
                        .entry()
                        .value())
                .isEqualTo("WAITING since 2026-01-01T00:00:00Z, DRC3007, last notification 2026-01-01T00:00:01Z");
        assertThat(declared(ME, NEVER).entry().value()).isEqualTo("WAITING since 2026-01-01T00:00:00Z");
    }

    @Test
    void rows_count_targets_by_form_when_targets_are_not_distinguished() {
        ReadinessPolicy anonymous = new ReadinessPolicy(() -> now, GRACE, new TargetNaming(false));
        TargetHealth lost = new TargetHealth(
                TEAM,
                false,
                lost(START),
                START,
                Optional.empty(),
                Optional.of(ErrorCode.CONNECTION_LOST),
                Optional.empty());
        HealthReport report = anonymous.evaluate(List.of(
                declared(ME, open(START)),
                watched(key("/drives/b!x/root", ""), open(START)),
                watched(key("/drives/b!y/root", "fabrikam"), open(START)),
                lost));
        assertThat(report.entries())
                .containsExactly(
                        new HealthReport.Entry("/drives/{driveId}/root", "2 OPEN; 1 WAITING, DRC3007"),
                        new HealthReport.Entry("/me/drive/root", "1 OPEN"));
    }

    @Test
    void row_shows_invisible_characters_of_target_and_account() {
        HealthReport report = rule.evaluate(List.of(watched(key("/drives/x\u202e\u0085/root", "a\nb"), open(START))));
        assertThat(report.entries())
                .singleElement()
                .returns("/drives/x\\u202e\\u0085/root (account a\\u000ab)", HealthReport.Entry::key);
    }
}
