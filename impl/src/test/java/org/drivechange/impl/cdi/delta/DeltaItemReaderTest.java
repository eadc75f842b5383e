// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.impl.delta.PageAnswers.READ_AT;
import static org.drivechange.impl.delta.PageAnswers.last;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.DriveTarget;
import org.drivechange.impl.delta.DeltaTestSettings;
import org.drivechange.impl.delta.runtime.ReaderScene;
import org.drivechange.impl.delta.runtime.StepDelivery;
import org.drivechange.impl.drive.DeltaSettings.Start;
import org.drivechange.impl.health.ItemHealth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaItemReaderTest {

    private static final DriveTarget ME = ReaderScene.KEY.target();
    private static final Duration POLL = Duration.ofHours(1);

    private final ReaderScene scene = new ReaderScene(DeltaTestSettings.of(Start.LATEST, Duration.ZERO, 0, 0));

    private final DeltaItemReader reader = new DeltaItemReader(
            scene.reader(),
            new StepDelivery(
                    event -> CompletableFuture.completedFuture(null),
                    event -> CompletableFuture.completedFuture(Optional.empty()),
                    () -> Runnable::run),
            POLL);

    private void start() {
        scene.answer(last("start"));
        scene.reader().start();
        scene.run();
    }

    private ItemHealth healthAt(Instant now) {
        return reader.health(now).orElseThrow();
    }

    @Test
    void reader_is_up_to_date_for_less_than_two_poll_intervals_after_its_last_complete_round() {
        start();
        Instant limit = READ_AT.plus(POLL.multipliedBy(2));
        assertThat(healthAt(READ_AT).upToDate()).isTrue();
        assertThat(healthAt(limit.minusNanos(1)).upToDate()).isTrue();
        assertThat(healthAt(limit).upToDate()).isFalse();
        assertThat(healthAt(limit).lastRound()).contains(READ_AT);
    }

    @Test
    void reader_without_a_complete_round_is_not_up_to_date() {
        assertThat(healthAt(READ_AT).upToDate()).isFalse();
        assertThat(healthAt(READ_AT).lastRound()).isEmpty();
    }

    private int roundsAfter(DriveEvent event) {
        start();
        int before = scene.requests().size();
        scene.answer(last("2"));
        reader.queued(event);
        scene.run();
        return scene.requests().size() - before;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void only_the_first_opening_of_the_session_begins_a_round(boolean resumed) {
        assertThat(roundsAfter(DriveSessionOpened.of(ME, "", READ_AT, "s", resumed)))
                .isEqualTo(resumed ? 0 : 1);
    }

    @ParameterizedTest
    @EnumSource(DriveNotification.Cause.class)
    void notification_of_either_cause_begins_a_round(DriveNotification.Cause cause) {
        DriveNotification notification = cause == DriveNotification.Cause.CHANGE
                ? DriveNotification.change(ME).at(READ_AT).build()
                : DriveNotification.catchUp(ME, "", READ_AT, READ_AT);
        assertThat(roundsAfter(notification)).isEqualTo(1);
    }

    @Test
    void closing_of_the_session_begins_no_round() {
        assertThat(roundsAfter(DriveSessionClosed.of(ME, "", READ_AT, "lost", true)))
                .isZero();
    }
}
