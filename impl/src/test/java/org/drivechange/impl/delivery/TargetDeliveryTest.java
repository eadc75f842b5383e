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
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.junit.jupiter.api.Test;

class TargetDeliveryTest {

    private static final DriveTarget ME = DriveTarget.parse("/me/drive/root");

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Queue<Runnable> alarms = new ArrayDeque<>();
    private final List<DriveEvent> fired = new ArrayList<>();
    private final List<CompletableFuture<Void>> observers = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private boolean asynchronous;

    private TargetDelivery delivery(Duration quiet) {
        EventSink sink = event -> {
            fired.add(event);
            CompletableFuture<Void> through =
                    asynchronous ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
            observers.add(through);
            return through;
        };
        return new TargetDelivery(
                new DeliverySettings(100, quiet),
                sink,
                threads::add,
                (delay, task) -> alarms.add(task),
                () -> now,
                new AsynchronousLog(Runnable::run));
    }

    private void runThreads() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    private DriveNotification change(int number) {
        return DriveNotification.change(ME).at(now).resource("r" + number).build();
    }

    @Test
    void delivery_uses_one_thread_in_order_and_releases_it() {
        TargetDelivery delivery = delivery(Duration.ZERO);
        for (int i = 0; i < 1000; i++) {
            delivery.accept(change(i));
            assertThat(threads).hasSize(1);
        }
        assertThat(delivery.drained().toCompletableFuture()).isNotDone();
        runThreads();
        // the capacity is 100
        assertThat(fired).hasSize(100);
        assertThat(delivery.drained().toCompletableFuture()).isDone();
        delivery.accept(change(1));
        assertThat(threads).hasSize(1);
        runThreads();
        assertThat(fired).hasSize(101);
    }

    @Test
    void delivery_blocks_no_thread_for_asynchronous_observers() {
        asynchronous = true;
        TargetDelivery delivery = delivery(Duration.ZERO);
        delivery.accept(change(1));
        delivery.accept(change(2));
        runThreads();
        assertThat(fired).hasSize(1);
        assertThat(threads).isEmpty();
        observers.get(0).complete(null);
        assertThat(threads).hasSize(1);
        runThreads();
        assertThat(fired).hasSize(2);
        assertThat(delivery.drained().toCompletableFuture()).isNotDone();
        observers.get(1).complete(null);
        runThreads();
        assertThat(delivery.drained().toCompletableFuture()).isDone();
    }

    @Test
    void quiet_period_uses_one_alarm_and_no_thread() {
        TargetDelivery delivery = delivery(Duration.ofSeconds(5));
        for (int i = 0; i < 10; i++) {
            delivery.accept(change(i));
        }
        assertThat(threads).isEmpty();
        assertThat(alarms).hasSize(1);
        now = now.plusSeconds(5);
        alarms.remove().run();
        runThreads();
        assertThat(fired).singleElement().isInstanceOf(DriveNotification.class);
        assertThat(((DriveNotification) fired.get(0)).resource()).isEqualTo("r9");
        assertThat(alarms).isEmpty();
    }
}
