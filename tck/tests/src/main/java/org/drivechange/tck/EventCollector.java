// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck;

import static org.drivechange.tck.Timeouts.eventually;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveSessionOpened;

/** Records all events of the application by an observer without a qualifier. */
@ApplicationScoped
public class EventCollector {

    private final List<DriveEvent> events = new CopyOnWriteArrayList<>();

    void onEvent(@Observes DriveEvent event) {
        events.add(event);
    }

    /** Returns all events so far. */
    public List<DriveEvent> all() {
        return List.copyOf(events);
    }

    /** Returns the target's events so far. */
    public List<DriveEvent> of(String target) {
        return events.stream()
                .filter(event -> event.target().path().equals(target))
                .toList();
    }

    /** Returns the target's events of a type so far. */
    public <T extends DriveEvent> List<T> of(String target, Class<T> type) {
        return of(target).stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Returns the target's notifications of a cause so far. */
    public List<DriveNotification> of(String target, Cause cause) {
        return of(target, DriveNotification.class).stream()
                .filter(entry -> entry.cause() == cause)
                .toList();
    }

    /** Waits until the target's session has been opened the given number of times. */
    public List<DriveSessionOpened> awaitOpened(String target, int times) {
        return await(() -> of(target, DriveSessionOpened.class), list -> list.size() >= times);
    }

    /** Waits for the target's first session. */
    public void awaitOpened(String target) {
        awaitOpened(target, 1);
    }

    /** Waits until the target has had the given number of notifications of a cause. */
    public List<DriveNotification> await(String target, Cause cause, int number) {
        return await(() -> of(target, cause), list -> list.size() >= number);
    }

    private static <T> List<T> await(java.util.concurrent.Callable<List<T>> query, Predicate<List<T>> condition) {
        return eventually().until(query, condition);
    }
}
