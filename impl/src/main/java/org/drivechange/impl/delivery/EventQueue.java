// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delivery;

import java.time.Instant;
import java.util.LinkedList;
import java.util.Optional;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;

/**
 * Bounded queue of the events for one target's observers, in order. When it is full, a new notification is merged with the last
 * one into a {@code CATCH_UP}. Session events are never merged. A notification much longer than Graph's takes several places,
 * which bounds the memory too. Not thread-safe; time is a parameter.
 */
final class EventQueue {

    /** Characters per place. Notifications of Graph have about 600. */
    private static final int CHARACTERS_PER_PLACE = 4096;

    private record Waiting(DriveEvent event, int places) {}

    private final DeliverySettings settings;

    /** A linked list, as an array deque loses its elements if memory runs out while it grows. */
    @SuppressWarnings("JdkObsolete")
    private final LinkedList<Waiting> events = new LinkedList<>();

    private int taken;

    /** Time at which the tail may be delivered, if it is a change in its quiet period. */
    private Instant quietAt = Instant.MIN;

    private Instant latestAt = Instant.MIN;

    EventQueue(DeliverySettings settings) {
        this.settings = settings;
    }

    /** Adds an event. Returns true if it was merged because the queue is full. */
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
            // keeps its places, so all notifications that do not fit are merged into one
            replaceTail(merged, events.getLast().places());
        } else {
            add(merged, 1);
        }
        endQuiet();
        return true;
    }

    /** Removes the next event if it may be delivered now. */
    Optional<DriveEvent> poll(Instant now) {
        if (!ready(now)) {
            return Optional.empty();
        }
        Waiting next = events.getFirst();
        // allocated before the removal: there may be no memory for it
        Optional<DriveEvent> event = Optional.of(next.event());
        events.removeFirst();
        taken -= next.places();
        return event;
    }

    /** Returns whether an event may be delivered now. */
    boolean ready(Instant now) {
        return events.size() > 1 || (events.size() == 1 && !now.isBefore(nextAt()));
    }

    int size() {
        return events.size();
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** Returns the time at which the last event may be delivered, in the past if it need not wait. */
    Instant nextAt() {
        return quietAt.isBefore(latestAt) ? quietAt : latestAt;
    }

    /** Replaces the tail by a change that follows it within the quiet period. */
    private boolean coalesces(DriveNotification change, Instant now) {
        boolean replaces = change.cause() == Cause.CHANGE
                && tail().filter(tail -> tail.cause() == Cause.CHANGE).isPresent()
                && now.isBefore(nextAt());
        if (replaces) {
            replaceTail(change, places(change));
            quietAt = now.plus(settings.quietPeriod());
        }
        return replaces;
    }

    private void add(DriveEvent event, int places) {
        events.add(new Waiting(event, places));
        taken += places;
    }

    /** Returns the last event if it is a notification. */
    private Optional<DriveNotification> tail() {
        Waiting last = events.peekLast();
        return last != null && last.event() instanceof DriveNotification notification
                ? Optional.of(notification)
                : Optional.empty();
    }

    /** Replaces the tail. The new element is allocated first, as there may be no memory for it. */
    private void replaceTail(DriveEvent event, int places) {
        Waiting replaced = events.set(events.size() - 1, new Waiting(event, places));
        taken += places - replaced.places();
    }

    private static int places(DriveNotification notification) {
        return notification.json() == null ? 1 : 1 + notification.json().length() / CHARACTERS_PER_PLACE;
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

    /** Returns the time since which changes are missing if the event is lost. */
    static Instant since(DriveEvent event) {
        return event instanceof DriveNotification notification ? notification.since() : event.at();
    }

    private static DriveNotification merged(DriveNotification first, DriveNotification last) {
        Instant since = first.since().isBefore(last.since()) ? first.since() : last.since();
        return DriveNotification.catchUp(last.target(), last.account(), last.at(), since);
    }
}
