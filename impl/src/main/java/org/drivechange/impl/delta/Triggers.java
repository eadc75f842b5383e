// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Triggers of the next round. Immutable.
 *
 * @param requested whether a round is to begin now
 * @param firstNotified time of the first notification since the last round began
 * @param lastNotified time of the last notification since the last round began
 * @param pollAt time at which a round begins without another trigger
 * @param rereads number of the rereads that have begun after an empty round
 * @param rereadAt time of the next reread
 * @param cause time of the notification that caused the current round, or the round that is read again
 */
record Triggers(
        boolean requested,
        Optional<Instant> firstNotified,
        Optional<Instant> lastNotified,
        Instant pollAt,
        int rereads,
        Optional<Instant> rereadAt,
        Optional<Instant> cause) {

    /** Delays of the rereads after the first empty round: the delta shows a change some seconds after its notification. */
    private static final List<Duration> REREADS =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(15));

    /** Maximum delay of a round by notifications that follow each other, in quiet periods. */
    private static final int LONGEST_WAIT = 10;

    /** Returns the triggers of a reader that starts: the first round begins at once. */
    static Triggers start() {
        return new Triggers(
                true, Optional.empty(), Optional.empty(), Instant.MAX, 0, Optional.empty(), Optional.empty());
    }

    Triggers request() {
        return new Triggers(true, firstNotified, lastNotified, pollAt, rereads, rereadAt, cause);
    }

    Triggers notified(Instant now) {
        return new Triggers(
                requested,
                firstNotified.or(() -> Optional.of(now)),
                Optional.of(now),
                pollAt,
                rereads,
                rereadAt,
                cause);
    }

    /** Returns the time of the next round. */
    Instant due(Duration quietPeriod) {
        if (requested) {
            return Instant.MIN;
        }
        Instant due = earlier(pollAt, rereadAt.orElse(Instant.MAX));
        return lastNotified
                .map(last -> earlier(
                        due,
                        earlier(
                                last.plus(quietPeriod),
                                firstNotified.orElse(last).plus(quietPeriod.multipliedBy(LONGEST_WAIT)))))
                .orElse(due);
    }

    /** Returns whether the round that begins now expects items, because Graph has sent a notification. */
    boolean expectsItems(Instant now) {
        return lastNotified.isPresent()
                || rereadAt.filter(at -> !now.isBefore(at)).isPresent();
    }

    /** Returns the triggers after a round has begun. Only a reread continues a series of rereads. */
    Triggers begun(Instant now) {
        boolean reread = !requested
                && lastNotified.isEmpty()
                && rereadAt.filter(at -> !now.isBefore(at)).isPresent();
        return new Triggers(
                false,
                Optional.empty(),
                Optional.empty(),
                Instant.MAX,
                reread ? rereads + 1 : 0,
                Optional.empty(),
                reread ? cause : firstNotified);
    }

    /** Returns the triggers after a complete round. */
    Triggers completed(Instant nextPoll) {
        return new Triggers(requested, firstNotified, lastNotified, nextPoll, 0, Optional.empty(), Optional.empty());
    }

    /** Returns whether an empty round that expected items is to be read again. */
    boolean rereadsLeft() {
        return rereads < REREADS.size();
    }

    /** Returns the triggers after an empty round that is to be read again. */
    Triggers reread(Instant now, Instant nextPoll) {
        Duration before = rereads == 0 ? Duration.ZERO : REREADS.get(rereads - 1);
        Instant at = now.plus(REREADS.get(rereads).minus(before));
        return new Triggers(requested, firstNotified, lastNotified, nextPoll, rereads, Optional.of(at), cause);
    }

    /** Returns the triggers during a baseline, which no notification has caused. */
    Triggers reset() {
        return new Triggers(requested, firstNotified, lastNotified, pollAt, rereads, rereadAt, Optional.empty());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
