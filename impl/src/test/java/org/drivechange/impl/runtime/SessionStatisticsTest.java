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

    private final SessionStatistics statistics = new SessionStatistics(() -> START);

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    @Test
    void statistics_of_new_session_wait_since_creation() {
        assertThat(statistics.status()).isEqualTo(new StatusSince(State.WAITING, START, Optional.empty()));
        assertThat(statistics.since()).isEqualTo(START);
    }

    @Test
    void statistics_keep_start_of_state() {
        statistics.stateChanged(LIVE, at(1));
        StatusSince first = statistics.status();
        statistics.stateChanged(LIVE, at(2));
        statistics.stateChanged(
                new SessionState.Renewing((SessionState.Open) LIVE, (SessionState.Attempt) ACQUIRING), at(3));
        assertThat(statistics.status()).isSameAs(first);
        assertThat(first).isEqualTo(new StatusSince(State.OPEN, at(1), Optional.empty()));
    }

    @Test
    void statistics_keep_last_open_time_until_reopened() {
        statistics.stateChanged(ACQUIRING, at(1));
        assertThat(statistics.status().openUntil()).isEmpty();
        statistics.stateChanged(LIVE, at(2));
        statistics.stateChanged(WAITING, at(5));
        statistics.stateChanged(ACQUIRING, at(6));
        assertThat(statistics.status()).isEqualTo(new StatusSince(State.CONNECTING, at(6), Optional.of(at(5))));
        statistics.stateChanged(LIVE, at(7));
        assertThat(statistics.status().openUntil()).isEmpty();
        statistics.stateChanged(new SessionState.Stopped(), at(9));
        assertThat(statistics.status()).isEqualTo(new StatusSince(State.CLOSED, at(9), Optional.of(at(9))));
    }
}
