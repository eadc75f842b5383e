// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveSessionOpened;

/** Observes all events and waits for them. */
@ApplicationScoped
class Recorder {

    private final List<DriveEvent> events = new CopyOnWriteArrayList<>();

    void saw(@Observes DriveEvent event) {
        events.add(event);
    }

    List<DriveEvent> all() {
        return List.copyOf(events);
    }

    List<DriveEvent> of(String target) {
        return events.stream()
                .filter(event -> event.target().path().equals(target))
                .toList();
    }

    List<DriveNotification> changes(String target) {
        return notifications(target, Cause.CHANGE);
    }

    List<DriveNotification> catchUps(String target) {
        return notifications(target, Cause.CATCH_UP);
    }

    private List<DriveNotification> notifications(String target, Cause cause) {
        return of(target).stream()
                .filter(DriveNotification.class::isInstance)
                .map(DriveNotification.class::cast)
                .filter(notification -> notification.cause() == cause)
                .toList();
    }

    <T extends DriveEvent> List<T> of(String target, Class<T> type) {
        return of(target).stream().filter(type::isInstance).map(type::cast).toList();
    }

    void awaitOpened(String target, int times) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> assertThat(of(target, DriveSessionOpened.class)).hasSizeGreaterThanOrEqualTo(times));
    }

    void awaitChanges(String target, int number) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(changes(target)).hasSizeGreaterThanOrEqualTo(number));
    }

    void awaitAll(Predicate<List<DriveEvent>> condition) {
        await().atMost(Duration.ofSeconds(15)).until(() -> condition.test(all()));
    }
}
