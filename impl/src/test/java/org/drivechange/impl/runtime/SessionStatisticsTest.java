// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.DriveWatch.State;
import org.drivechange.impl.session.SessionPhase;
import org.junit.jupiter.api.Test;

class SessionStatisticsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

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
        statistics.phaseChanged(SessionPhase.OPEN, at(1));
        StatusSince first = statistics.status();
        statistics.phaseChanged(SessionPhase.OPEN, at(2));
        statistics.phaseChanged(SessionPhase.RENEWING, at(3));
        assertThat(statistics.status()).isSameAs(first);
        assertThat(first).isEqualTo(new StatusSince(State.OPEN, at(1), Optional.empty()));
    }

    @Test
    void statistics_keep_last_open_time_until_reopened() {
        statistics.phaseChanged(SessionPhase.SUBSCRIBING, at(1));
        assertThat(statistics.status().openUntil()).isEmpty();
        statistics.phaseChanged(SessionPhase.OPEN, at(2));
        statistics.phaseChanged(SessionPhase.WAITING, at(5));
        statistics.phaseChanged(SessionPhase.SUBSCRIBING, at(6));
        assertThat(statistics.status()).isEqualTo(new StatusSince(State.CONNECTING, at(6), Optional.of(at(5))));
        statistics.phaseChanged(SessionPhase.OPEN, at(7));
        assertThat(statistics.status().openUntil()).isEmpty();
        statistics.phaseChanged(SessionPhase.STOPPED, at(9));
        assertThat(statistics.status()).isEqualTo(new StatusSince(State.CLOSED, at(9), Optional.of(at(9))));
    }
}
