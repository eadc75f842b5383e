// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delivery;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;

/**
 * The events that wait for one target's observers, in order. Bounded: what comes when it is full is merged with what came
 * last, and told as a {@code CATCH_UP}. Session events are never merged. Not thread-safe; time is passed in.
 */
final class EventQueue {

    private final DeliverySettings settings;
    private final Deque<DriveEvent> events = new ArrayDeque<>();
    private int notifications;

    /** When the tail may leave, as long as it is a change that waits for quiet. */
    private Instant quietAt = Instant.MIN;

    private Instant latestAt = Instant.MIN;

    EventQueue(DeliverySettings settings) {
        this.settings = settings;
    }

    /** Adds an event; true when it had to be merged because the queue is full. */
    boolean offer(DriveEvent event, Instant now) {
        if (!(event instanceof DriveNotification notification)) {
            endQuiet();
            events.add(event);
            return false;
        }
        if (calms(notification, now)) {
            return false;
        }
        if (notifications >= settings.capacity() && events.peekLast() instanceof DriveNotification tail) {
            events.removeLast();
            events.add(merged(tail, notification));
            endQuiet();
            return true;
        }
        boolean full = notifications >= settings.capacity();
        events.add(full ? merged(notification, notification) : notification);
        notifications++;
        beginQuiet(notification, now);
        return full;
    }

    /** The next event that may leave now. */
    Optional<DriveEvent> poll(Instant now) {
        if (!ready(now)) {
            return Optional.empty();
        }
        DriveEvent next = events.remove();
        if (next instanceof DriveNotification) {
            notifications--;
        }
        return Optional.of(next);
    }

    /** Whether an event may leave now. */
    boolean ready(Instant now) {
        return events.size() > 1 || (events.size() == 1 && !now.isBefore(nextAt()));
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** When the last event may leave; in the past when it need not wait. */
    Instant nextAt() {
        return quietAt.isBefore(latestAt) ? quietAt : latestAt;
    }

    /** A change that follows another too closely takes its place. */
    private boolean calms(DriveNotification change, Instant now) {
        boolean close = change.cause() == Cause.CHANGE
                && events.peekLast() instanceof DriveNotification tail
                && tail.cause() == Cause.CHANGE
                && now.isBefore(nextAt());
        if (close) {
            events.removeLast();
            events.add(change);
            quietAt = now.plus(settings.quietPeriod());
        }
        return close;
    }

    private void beginQuiet(DriveNotification notification, Instant now) {
        endQuiet();
        if (notification.cause() == Cause.CHANGE && !settings.quietPeriod().isZero()) {
            quietAt = now.plus(settings.quietPeriod());
            latestAt = now.plus(settings.longestWait());
        }
    }

    private void endQuiet() {
        quietAt = Instant.MIN;
        latestAt = Instant.MIN;
    }

    private static DriveNotification merged(DriveNotification first, DriveNotification last) {
        return DriveNotification.catchUp(last.target(), last.account(), last.at(), first.since());
    }
}
