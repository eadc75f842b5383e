// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delivery;

import java.time.Instant;
import java.util.LinkedList;
import java.util.Optional;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;

/**
 * The events that wait for one target's observers, in order. Bounded: what comes when it is full is merged with what came
 * last, and told as a {@code CATCH_UP}. Session events are never merged. A notification that is much longer than Graph's are
 * takes more than one place, so that memory is bounded, too. Not thread-safe; time is passed in.
 */
final class EventQueue {

    /** Graph's have some 600. */
    private static final int CHARACTERS_A_PLACE = 4096;

    private record Waiting(DriveEvent event, int places) {}

    private final DeliverySettings settings;

    /** Linked, as an array deque is empty when memory ends while it grows: what was in it would be lost. */
    @SuppressWarnings("JdkObsolete")
    private final LinkedList<Waiting> events = new LinkedList<>();

    private int taken;

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
            add(event, 0);
            return false;
        }
        if (coalesces(notification, now)) {
            return false;
        }
        if (taken < settings.capacity()) {
            add(notification, places(notification));
            beginQuiet(notification, now);
            return false;
        }
        Optional<DriveNotification> tail = tail();
        DriveNotification merged = merged(tail.orElse(notification), notification);
        if (tail.isPresent()) {
            // the place stays as large as it was, so that all that does not fit becomes one
            replaceTail(merged, events.getLast().places());
        } else {
            add(merged, 1);
        }
        endQuiet();
        return true;
    }

    /** The next event that may leave now. */
    Optional<DriveEvent> poll(Instant now) {
        if (!ready(now)) {
            return Optional.empty();
        }
        Waiting next = events.remove();
        taken -= next.places();
        return Optional.of(next.event());
    }

    /** Whether an event may leave now. */
    boolean ready(Instant now) {
        return events.size() > 1 || (events.size() == 1 && !now.isBefore(nextAt()));
    }

    int size() {
        return events.size();
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** When the last event may leave; in the past when it need not wait. */
    Instant nextAt() {
        return quietAt.isBefore(latestAt) ? quietAt : latestAt;
    }

    /** A change that follows another too closely takes its place. */
    private boolean coalesces(DriveNotification change, Instant now) {
        boolean close = change.cause() == Cause.CHANGE
                && tail().filter(tail -> tail.cause() == Cause.CHANGE).isPresent()
                && now.isBefore(nextAt());
        if (close) {
            replaceTail(change, places(change));
            quietAt = now.plus(settings.quietPeriod());
        }
        return close;
    }

    private void add(DriveEvent event, int places) {
        events.add(new Waiting(event, places));
        taken += places;
    }

    /** What came last, when that was a notification. */
    private Optional<DriveNotification> tail() {
        Waiting last = events.peekLast();
        return last != null && last.event() instanceof DriveNotification notification
                ? Optional.of(notification)
                : Optional.empty();
    }

    /** Nothing is removed before its successor is there, as there may be no memory for one. */
    private void replaceTail(DriveEvent event, int places) {
        Waiting replaced = events.set(events.size() - 1, new Waiting(event, places));
        taken += places - replaced.places();
    }

    private static int places(DriveNotification notification) {
        return notification.json() == null ? 1 : 1 + notification.json().length() / CHARACTERS_A_PLACE;
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

    /** From when on changes are missed where an event is lost. */
    static Instant since(DriveEvent event) {
        return event instanceof DriveNotification notification ? notification.since() : event.at();
    }

    private static DriveNotification merged(DriveNotification first, DriveNotification last) {
        Instant since = first.since().isBefore(last.since()) ? first.since() : last.since();
        return DriveNotification.catchUp(last.target(), last.account(), last.at(), since);
    }
}
