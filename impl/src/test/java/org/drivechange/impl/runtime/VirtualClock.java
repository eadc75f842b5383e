// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.drivechange.impl.clock.SessionClock;
import org.drivechange.impl.clock.SimulatedWallClock;

/** Virtual clock that jumps from one scheduled event to the next. */
public final class VirtualClock implements SessionClock {

    /** A scheduled event that may be cancelled. */
    static final class ScheduledEvent {

        private final long at;
        private final long order;
        private Runnable action;

        private ScheduledEvent(long at, long order, Runnable action) {
            this.at = at;
            this.order = order;
            this.action = action;
        }

        boolean pending() {
            return action != null;
        }

        void cancel() {
            action = null;
        }

        /** Time in nanoseconds since the start. */
        long at() {
            return at;
        }
    }

    private static final long BACKLOG_TIME = Duration.ofSeconds(10).toNanos();
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<ScheduledEvent> plan = new PriorityQueue<>(
            Comparator.<ScheduledEvent>comparingLong(event -> event.at).thenComparingLong(event -> event.order));
    private final SimulatedWallClock wallClock = new SimulatedWallClock();
    private final NavigableMap<Long, Duration> errors = new TreeMap<>(Map.of(Long.MIN_VALUE, Duration.ZERO));
    private long now;
    private long order;
    private Instant instant = BEGIN;
    private long frozenAt;
    private long thawsAt = -BACKLOG_TIME;

    @Override
    public Instant instant() {
        return instant;
    }

    /** Packets that arrived while the process was frozen are read within ten seconds after it. */
    @Override
    public Instant arrival() {
        return now < thawsAt + BACKLOG_TIME ? BEGIN.plusNanos(frozenAt) : instant;
    }

    @Override
    public Instant wall(Instant time) {
        return wallClock.wall(time);
    }

    /** Sets the wall clock. */
    void wallError(Duration error) {
        errors.put(now, error);
        wallClock.setError(instant, error);
    }

    /** Minimum error of the wall clock between two times. */
    public Duration wallErrorBetween(long from, long to) {
        return errors.subMap(errors.floorKey(from), true, to, true).values().stream()
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /**
     * Freezes the process for a while; everything else continues.
     *
     * @return false if the process is already frozen
     */
    boolean freeze(Duration time) {
        if (now < thawsAt) {
            return false;
        }
        frozenAt = now < thawsAt + BACKLOG_TIME ? frozenAt : now;
        thawsAt = now + time.toNanos();
        return true;
    }

    /** Remaining time of the freeze. */
    Duration frozenFor() {
        return Duration.ofNanos(Math.max(0, thawsAt - now));
    }

    /** Runs an action in the process, at once or after the freeze. */
    void inProcess(Runnable action) {
        if (now < thawsAt) {
            plan.add(new ScheduledEvent(thawsAt, order++, action));
        } else {
            action.run();
        }
    }

    /** Nanoseconds since the start. */
    long nanos() {
        return now;
    }

    public static long nanos(Instant moment) {
        return Duration.between(BEGIN, moment).toNanos();
    }

    ScheduledEvent after(long nanos, Runnable action) {
        ScheduledEvent event = new ScheduledEvent(now + Math.max(0, nanos), order++, action);
        plan.add(event);
        return event;
    }

    ScheduledEvent after(Duration delay, Runnable action) {
        return after(delay.toNanos(), action);
    }

    /** Runs all events scheduled until then, each followed by a check. */
    void advance(Duration time, Runnable check) {
        long end = now + time.toNanos();
        while (!plan.isEmpty() && plan.peek().at <= end) {
            ScheduledEvent next = plan.remove();
            if (next.pending()) {
                move(next.at);
                Runnable action = next.action;
                next.action = null;
                action.run();
                check.run();
            }
        }
        move(end);
    }

    private void move(long to) {
        if (to != now) {
            now = to;
            instant = BEGIN.plusNanos(to);
        }
    }
}
