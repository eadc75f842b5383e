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
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A delivery always has a next step, calls nothing while holding its lock, and isolates events from each other. */
class DeliveryLivenessTest {

    private static final DriveTarget ME = DriveTarget.parse("/me/drive/root");
    private static final int SWEEPS = 8;

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Queue<Runnable> alarms = new ArrayDeque<>();
    private final List<DriveEvent> fired = new ArrayList<>();
    private Function<DriveEvent, CompletionStage<Void>> observers = event -> CompletableFuture.completedFuture(null);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int handOvers;
    private int failing;

    /** Executor that throws on the submission with the number {@link #failing}. */
    private void execute(Runnable task) {
        handOvers++;
        if (handOvers == failing) {
            throw new OutOfMemoryError("on purpose");
        }
        threads.add(task);
    }

    private void alarm(Duration delay, Runnable task) {
        handOvers++;
        if (handOvers == failing) {
            throw new OutOfMemoryError("on purpose");
        }
        alarms.add(task);
    }

    private TargetDelivery delivery(Duration quiet) {
        EventSink sink = event -> {
            fired.add(event);
            return observers.apply(event);
        };
        return new TargetDelivery(
                new DeliverySettings(1000, quiet),
                sink,
                this::execute,
                this::alarm,
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void delivery_survives_any_failed_submission(int hand) {
        failing = hand;
        TargetDelivery delivery = delivery(Duration.ZERO);
        for (int i = 0; i < 200; i++) {
            delivery.accept(change(i));
        }
        for (int i = 0; i < SWEEPS; i++) {
            runThreads();
            delivery.sweep();
        }
        assertThat(fired).hasSize(200);
        assertThat(delivery.drained().toCompletableFuture()).isDone();
    }

    @Test
    void delivery_survives_lost_alarm() {
        failing = 1;
        TargetDelivery delivery = delivery(Duration.ofSeconds(5));
        delivery.accept(change(1));
        assertThat(alarms).isEmpty();
        now = now.plusSeconds(6);
        delivery.sweep();
        runThreads();
        assertThat(fired).hasSize(1);
    }

    @Test
    void sweep_resubmits_lost_task_and_runs_it_once() {
        TargetDelivery delivery = delivery(Duration.ZERO);
        delivery.accept(change(1));
        Runnable lost = threads.remove();
        for (int i = 0; i < SWEEPS; i++) {
            delivery.sweep();
        }
        // after 2, 4 and 8 sweeps
        assertThat(threads).hasSize(3);
        runThreads();
        lost.run();
        assertThat(fired).hasSize(1);
    }

    enum Fault {
        EXCEPTION,
        ERROR,
        EXCEPTIONAL_STAGE,
        NULL
    }

    @ParameterizedTest
    @EnumSource
    void delivery_survives_failing_sink(Fault fault) {
        TargetDelivery delivery = delivery(Duration.ZERO);
        observers = event -> switch (fault) {
            case EXCEPTION -> throw new IllegalStateException("on purpose");
            case ERROR -> throw new StackOverflowError("on purpose");
            case EXCEPTIONAL_STAGE -> CompletableFuture.failedFuture(new IllegalStateException("on purpose"));
            case NULL -> null;
        };
        for (int i = 0; i < 100; i++) {
            delivery.accept(change(i));
        }
        runThreads();
        assertThat(fired).hasSize(100);
        assertThat(delivery.drained().toCompletableFuture()).isDone();
    }

    @Test
    void delivery_survives_failing_asynchronous_observers() {
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        observers = event -> {
            stages.add(new CompletableFuture<>());
            return stages.get(stages.size() - 1);
        };
        TargetDelivery delivery = delivery(Duration.ZERO);
        delivery.accept(change(1));
        delivery.accept(change(2));
        runThreads();
        stages.get(0).completeExceptionally(new IllegalStateException("on purpose"));
        runThreads();
        assertThat(fired).hasSize(2);
    }

    /** Pool whose thread begins before the submission has returned, with an observer that is then still running. */
    @Test
    void ending_thread_does_not_end_firing_of_successor() {
        List<Runnable> submitted = new ArrayList<>();
        List<String> overlaps = new ArrayList<>();
        TargetDelivery[] self = new TargetDelivery[1];
        int[] firing = new int[1];
        EventSink sink = event -> {
            firing[0]++;
            if (firing[0] > 1) {
                overlaps.add("two observers at once");
            }
            fired.add(event);
            firing[0]--;
            return CompletableFuture.completedFuture(null);
        };
        CompletableFuture<Void> blocked = new CompletableFuture<>();
        EventSink blocking = event -> fired.size() == 64 ? blockedAfter(event, blocked) : sink.fire(event);
        self[0] = new TargetDelivery(
                new DeliverySettings(1000, Duration.ZERO),
                blocking,
                task -> {
                    submitted.add(task);
                    // the successor begins within the submission, and its asynchronous observer continues
                    if (fired.size() == 64) {
                        submitted.remove(0).run();
                    }
                },
                this::alarm,
                () -> now,
                new AsynchronousLog(Runnable::run));
        for (int i = 0; i < 65; i++) {
            self[0].accept(change(i));
        }
        submitted.remove(0).run();
        assertThat(fired).hasSize(65);
        self[0].accept(change(66));
        assertThat(submitted).as("tasks while an asynchronous observer runs").isEmpty();
        assertThat(overlaps).isEmpty();
        blocked.complete(null);
        assertThat(submitted).hasSize(1);
    }

    private CompletionStage<Void> blockedAfter(DriveEvent event, CompletableFuture<Void> blocked) {
        fired.add(event);
        return blocked;
    }

    @Test
    void catch_up_replaces_event_that_was_not_fired() {
        TargetDelivery delivery = delivery(Duration.ZERO);
        observers = event -> {
            if (fired.size() == 1) {
                throw new OutOfMemoryError("on purpose");
            }
            return CompletableFuture.completedFuture(null);
        };
        delivery.accept(change(1));
        runThreads();
        delivery.sweep();
        runThreads();
        assertThat(fired).hasSize(2).last().isEqualTo(DriveNotification.catchUp(ME, "", now, now));
    }

    @Test
    void catch_up_for_lost_events_reaches_back_to_the_earliest() {
        int[] failures = {2};
        Instant since = now.minusSeconds(60);
        TargetDelivery delivery = new TargetDelivery(
                new DeliverySettings(1000, Duration.ofSeconds(1)),
                event -> {
                    fired.add(event);
                    return CompletableFuture.completedFuture(null);
                },
                this::execute,
                this::alarm,
                () -> {
                    if (failures[0]-- > 0) {
                        throw new OutOfMemoryError("on purpose");
                    }
                    return now;
                },
                new AsynchronousLog(Runnable::run));
        delivery.accept(change(1));
        delivery.accept(DriveNotification.catchUp(ME, "", now, since));
        delivery.sweep();
        runThreads();
        assertThat(fired).singleElement().isEqualTo(DriveNotification.catchUp(ME, "", now, since));
    }

    @Test
    void delivery_survives_throwing_log_handler() {
        Logger logger = Logger.getLogger("org.drivechange");
        Handler broken = new Handler() {
            @Override
            public void publish(LogRecord line) {
                throw new NoClassDefFoundError("on purpose");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(broken);
        try {
            delivery_survives_failing_sink(Fault.EXCEPTION);
        } finally {
            logger.removeHandler(broken);
        }
    }

    @Test
    void interrupt_set_by_observer_does_not_reach_next_event() {
        List<Boolean> interrupted = new ArrayList<>();
        observers = event -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
            return CompletableFuture.completedFuture(null);
        };
        TargetDelivery delivery = delivery(Duration.ZERO);
        for (int i = 0; i < 100; i++) {
            delivery.accept(change(i));
        }
        runThreads();
        assertThat(interrupted).hasSize(100).containsOnly(false);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void delivery_calls_foreign_code_without_the_lock() {
        List<String> calls = new ArrayList<>();
        TargetDelivery[] self = new TargetDelivery[1];
        EventSink sink = event -> {
            checkUnlocked(self[0], "sink", calls);
            return CompletableFuture.completedFuture(null);
        };
        self[0] = new TargetDelivery(
                new DeliverySettings(1000, Duration.ofSeconds(1)),
                sink,
                task -> {
                    checkUnlocked(self[0], "executor", calls);
                    threads.add(task);
                },
                (delay, task) -> {
                    checkUnlocked(self[0], "alarm", calls);
                    alarms.add(task);
                },
                () -> {
                    if (self[0] != null) {
                        checkUnlocked(self[0], "clock", calls);
                    }
                    return now;
                },
                new AsynchronousLog(Runnable::run));
        self[0].accept(change(1));
        self[0].drained().thenRun(() -> checkUnlocked(self[0], "drained", calls));
        now = now.plusSeconds(2);
        alarms.remove().run();
        runThreads();
        self[0].sweep();
        assertThat(calls).contains("sink", "executor", "alarm", "clock", "drained");
    }

    /** Checks that another thread can acquire the lock at once. */
    private static void checkUnlocked(TargetDelivery delivery, String call, List<String> calls) {
        calls.add(call);
        assertThat(CompletableFuture.supplyAsync(delivery::waiting).orTimeout(10, TimeUnit.SECONDS))
                .as("lock while calling the %s", call)
                .succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void slow_observer_is_reported_once() {
        try (LogLines log = new LogLines()) {
            observers = event -> new CompletableFuture<>();
            TargetDelivery delivery = delivery(Duration.ZERO);
            delivery.accept(change(1));
            delivery.accept(change(2));
            runThreads();
            for (int i = 0; i < 100; i++) {
                delivery.sweep();
            }
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("DRC4007 /me/drive/root")
                    .contains(" 1 event");
        }
    }

    @Test
    void slow_observer_that_has_completed_at_the_slow_sweep_is_reported_and_delivery_resumes() {
        try (LogLines log = new LogLines()) {
            CompletableFuture<Void> lost = new CompletableFuture<>() {
                @Override
                public CompletableFuture<Void> whenComplete(BiConsumer<? super Void, ? super Throwable> action) {
                    return this;
                }
            };
            observers = event -> fired.size() == 1 ? lost : CompletableFuture.completedFuture(null);
            TargetDelivery delivery = delivery(Duration.ZERO);
            delivery.accept(change(1));
            delivery.accept(change(2));
            runThreads();
            for (int i = 0; i < 6; i++) {
                delivery.sweep();
            }
            lost.complete(null);
            delivery.sweep();
            runThreads();
            assertThat(log.lines()).singleElement().asString().startsWith("DRC4007 /me/drive/root");
            assertThat(fired).hasSize(2);
        }
    }
}
