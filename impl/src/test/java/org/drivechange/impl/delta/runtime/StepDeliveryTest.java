// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.drivechange.DriveEvent;
import org.drivechange.DriveReset;
import org.drivechange.impl.delivery.DeliverySettings;
import org.drivechange.impl.delivery.TargetDelivery;
import org.drivechange.impl.delta.EventBatch;
import org.drivechange.impl.delta.StepFailure;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepDeliveryTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<DriveEvent> fired = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();
    private boolean losesNext;
    private boolean losesOutcome;
    private boolean failsToCall;
    private boolean observersMissing;

    private final StepDelivery delivery = new StepDelivery(
            event -> CompletableFuture.completedFuture(null),
            event -> {
                if (failsToCall) {
                    throw new OutOfMemoryError("on purpose");
                }
                fired.add(event);
                return CompletableFuture.completedFuture(Optional.empty());
            },
            this::observers);

    private final BatchDelivery.Outcome outcome = new BatchDelivery.Outcome() {
        @Override
        public void delivered() {
            if (losesOutcome) {
                losesOutcome = false;
                throw new OutOfMemoryError("on purpose");
            }
            outcomes.add("delivered");
        }

        @Override
        public void failed(int step, StepFailure failure) {
            outcomes.add("failed" + (failure.internal() ? " internally" : ""));
        }

        @Override
        public void stopped() {
            outcomes.add("stopped");
        }
    };

    @BeforeEach
    void create() {
        delivery.queue(new TargetDelivery(
                new DeliverySettings(100, Duration.ofSeconds(1)),
                delivery,
                threads::add,
                (delay, task) -> {},
                this::now,
                new AsynchronousLog(Runnable::run)));
    }

    private Executor observers() {
        if (observersMissing) {
            throw new IllegalStateException("on purpose");
        }
        return Runnable::run;
    }

    /** The queue loses an event whose time it cannot read. */
    private Instant now() {
        if (losesNext) {
            losesNext = false;
            throw new OutOfMemoryError("on purpose");
        }
        return NOW;
    }

    private static EventBatch batch() {
        return EventBatch.of(DriveReset.of(ReaderScene.KEY.target(), "", NOW, 0, DriveReset.Reason.REQUESTED, null));
    }

    private void runThreads() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    @Test
    void sweep_queues_a_batch_that_the_queue_has_lost() {
        losesNext = true;
        EventBatch batch = batch();
        delivery.deliver(batch, 0, outcome);
        runThreads();
        assertThat(outcomes).isEmpty();
        delivery.sweep();
        runThreads();
        assertThat(fired).containsExactly(batch.first());
        assertThat(outcomes).containsExactly("delivered");
    }

    @Test
    void sweep_does_not_repeat_a_batch_that_waits_or_has_ended() {
        delivery.deliver(batch(), 0, outcome);
        delivery.sweep();
        runThreads();
        delivery.sweep();
        runThreads();
        assertThat(fired).hasSize(1);
        assertThat(outcomes).containsExactly("delivered");
    }

    @Test
    void sweep_delivers_a_batch_again_whose_outcome_an_error_has_lost() {
        losesOutcome = true;
        EventBatch batch = batch();
        delivery.deliver(batch, 0, outcome);
        runThreads();
        assertThat(outcomes).isEmpty();
        delivery.sweep();
        runThreads();
        assertThat(fired).containsExactly(batch.first(), batch.first());
        assertThat(outcomes).containsExactly("delivered");
    }

    @Test
    void error_before_the_observers_is_a_failure_of_DriveChange() {
        failsToCall = true;
        delivery.deliver(batch(), 0, outcome);
        runThreads();
        assertThat(outcomes).containsExactly("failed internally");
    }

    @Test
    void missing_executor_of_the_observers_is_a_failure_of_DriveChange() {
        observersMissing = true;
        delivery.deliver(batch(), 0, outcome);
        runThreads();
        assertThat(outcomes).containsExactly("failed internally");
    }

    @Test
    void stop_ends_a_batch_that_waits_in_the_queue() {
        delivery.deliver(batch(), 0, outcome);
        delivery.stop();
        runThreads();
        assertThat(fired).isEmpty();
        assertThat(outcomes).containsExactly("stopped");
    }
}
