// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.DriveWatch.State;
import org.drivechange.impl.session.SessionState;
import org.junit.jupiter.api.Test;

class SessionStatisticsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final SessionState WAITING = new SessionState.Waiting(START, Optional.empty());
    private static final SessionState ACQUIRING = SessionState.Subscribing.initial(1, START);
    private static final SessionState LIVE = new SessionState.Open(null, null, START, START, 0, Optional.empty());

    private final SessionStatistics gauge = new SessionStatistics(() -> START);

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    @Test
    void gauge_of_a_session_that_has_not_begun_waits_since_its_creation() {
        assertThat(gauge.status()).isEqualTo(new StatusSince(State.WAITING, START, Optional.empty()));
        assertThat(gauge.since()).isEqualTo(START);
    }

    @Test
    void a_state_is_shown_since_it_began_whatever_happens_in_it() {
        gauge.stateChanged(LIVE, at(1));
        StatusSince first = gauge.status();
        gauge.stateChanged(LIVE, at(2));
        gauge.stateChanged(
                new SessionState.Renewing((SessionState.Open) LIVE, (SessionState.Attempt) ACQUIRING), at(3));
        assertThat(gauge.status()).isSameAs(first);
        assertThat(first).isEqualTo(new StatusSince(State.OPEN, at(1), Optional.empty()));
    }

    @Test
    void when_it_was_open_last_is_kept_until_it_is_again() {
        gauge.stateChanged(ACQUIRING, at(1));
        assertThat(gauge.status().openUntil()).isEmpty();
        gauge.stateChanged(LIVE, at(2));
        gauge.stateChanged(WAITING, at(5));
        gauge.stateChanged(ACQUIRING, at(6));
        assertThat(gauge.status()).isEqualTo(new StatusSince(State.CONNECTING, at(6), Optional.of(at(5))));
        gauge.stateChanged(LIVE, at(7));
        assertThat(gauge.status().openUntil()).isEmpty();
        gauge.stateChanged(new SessionState.Stopped(), at(9));
        assertThat(gauge.status()).isEqualTo(new StatusSince(State.CLOSED, at(9), Optional.of(at(9))));
    }
}
