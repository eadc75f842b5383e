// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.junit.jupiter.api.Test;

class DeliveryBatchTest {

    private static final DriveTarget ME = DriveTarget.parse("/me/drive/root");
    private static final DriveTarget OTHER = DriveTarget.parse("/drives/b!x/root");

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Queue<Runnable> alarms = new ArrayDeque<>();
    private final List<DriveEvent> fired = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private TargetDelivery delivery(Duration quiet, EventSink sink) {
        return new TargetDelivery(
                new DeliverySettings(1000, quiet),
                sink,
                threads::add,
                (delay, task) -> alarms.add(task),
                () -> now,
                new AsynchronousLog(Runnable::run));
    }

    private CompletionStage<Void> fire(DriveEvent event) {
        fired.add(event);
        return CompletableFuture.completedFuture(null);
    }

    private DriveNotification change(DriveTarget target) {
        return DriveNotification.change(target).at(now).build();
    }

    @Test
    void busy_target_releases_thread_to_others() {
        TargetDelivery busy = delivery(Duration.ZERO, this::fire);
        TargetDelivery other = delivery(Duration.ZERO, this::fire);
        for (int i = 0; i < 200; i++) {
            busy.accept(change(ME));
        }
        other.accept(change(OTHER));
        threads.remove().run();
        assertThat(fired).hasSize(64).allMatch(event -> event.target().equals(ME));
        threads.remove().run();
        assertThat(fired.get(64).target()).isEqualTo(OTHER);
        assertThat(other.drained().toCompletableFuture()).isDone();
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
        assertThat(fired).hasSize(201);
        assertThat(busy.drained().toCompletableFuture()).isDone();
    }

    @Test
    void event_during_observers_is_delivered_after_them() {
        List<TargetDelivery> self = new ArrayList<>();
        TargetDelivery delivery = delivery(Duration.ZERO, event -> {
            if (fired.size() < 3) {
                self.get(0).accept(change(ME));
                assertThat(threads).isEmpty();
            }
            return fire(event);
        });
        self.add(delivery);
        delivery.accept(change(ME));
        threads.remove().run();
        assertThat(fired).hasSize(4);
        assertThat(threads).isEmpty();
    }

    @Test
    void session_event_skips_quiet_period() {
        TargetDelivery delivery = delivery(Duration.ofSeconds(5), this::fire);
        delivery.accept(change(ME));
        assertThat(alarms).hasSize(1);
        DriveEvent closed = DriveSessionClosed.of(ME, "", now, "gone", true);
        delivery.accept(closed);
        threads.remove().run();
        assertThat(fired).hasSize(2).endsWith(closed);
        now = now.plusSeconds(5);
        alarms.remove().run();
        assertThat(threads).isEmpty();
        assertThat(alarms).isEmpty();
        assertThat(delivery.drained().toCompletableFuture()).isDone();
    }

    @Test
    void early_alarm_is_rescheduled() {
        TargetDelivery delivery = delivery(Duration.ofSeconds(5), this::fire);
        delivery.accept(change(ME));
        now = now.plusSeconds(4);
        delivery.accept(change(ME));
        now = now.plusSeconds(1);
        alarms.remove().run();
        assertThat(threads).isEmpty();
        assertThat(alarms).hasSize(1);
        assertThat(delivery.drained().toCompletableFuture()).isNotDone();
        now = now.plusSeconds(4);
        alarms.remove().run();
        threads.remove().run();
        assertThat(fired).hasSize(1);
    }
}
