// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.DriveTarget;
import org.drivechange.impl.clock.SessionClock;
import org.junit.jupiter.api.Test;

class WallClockEventSinkTest {

    private static final DriveTarget ME = DriveTarget.parse("/me/drive/root");
    private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration AHEAD = Duration.ofHours(2);

    private final List<DriveEvent> fired = new ArrayList<>();

    private DriveEvent shown(DriveEvent event, Duration ahead) {
        SessionClock clock = new SessionClock() {
            @Override
            public Instant instant() {
                return AT;
            }

            @Override
            public Instant wall(Instant time) {
                return time.minus(ahead);
            }
        };
        new WallClockEventSink(
                        one -> {
                            fired.add(one);
                            return CompletableFuture.completedFuture(null);
                        },
                        clock)
                .fire(event);
        return fired.get(fired.size() - 1);
    }

    private static DriveNotification change(Instant at) {
        return DriveNotification.change(ME)
                .account("contoso")
                .at(at)
                .subscriptionId("s")
                .clientState("c")
                .resource("r")
                .tenantId("t")
                .siteUrl("u")
                .webId("w")
                .expiration(AT.plusSeconds(1))
                .json("{}")
                .build();
    }

    @Test
    void change_has_wall_clock_time_and_is_otherwise_unchanged() {
        DriveNotification change = change(AT);
        DriveNotification expected = change(AT.minus(AHEAD));
        assertThat(shown(change, AHEAD)).isEqualTo(expected);
        assertThat(((DriveNotification) shown(change, AHEAD)).since()).isEqualTo(AT.minus(AHEAD));
    }

    @Test
    void catch_up_and_session_events_are_shown_with_wall_clock_times() {
        assertThat(shown(DriveNotification.catchUp(ME, "", AT, AT.minusSeconds(60)), AHEAD))
                .isEqualTo(DriveNotification.catchUp(
                        ME, "", AT.minus(AHEAD), AT.minusSeconds(60).minus(AHEAD)));
        assertThat(shown(DriveSessionOpened.of(ME, "", AT, "id", true), AHEAD))
                .isEqualTo(DriveSessionOpened.of(ME, "", AT.minus(AHEAD), "id", true));
        assertThat(shown(DriveSessionClosed.of(ME, "", AT, "why", true), AHEAD))
                .isEqualTo(DriveSessionClosed.of(ME, "", AT.minus(AHEAD), "why", true));
    }

    @Test
    void event_is_unchanged_if_the_wall_clock_was_never_set() {
        DriveNotification change = DriveNotification.change(ME).at(AT).build();
        assertThat(shown(change, Duration.ZERO)).isSameAs(change);
    }
}
