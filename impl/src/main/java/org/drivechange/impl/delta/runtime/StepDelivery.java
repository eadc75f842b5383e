// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.drivechange.DriveDelta;
import org.drivechange.DriveEvent;
import org.drivechange.DriveReset;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delivery.TargetDelivery;
import org.drivechange.impl.delta.EventBatch;
import org.drivechange.impl.delta.StepFailure;
import org.drivechange.impl.diagnostics.FailSafeLog;

/**
 * Delivers batches step by step. In the target's queue, the first event of a batch stands for all of its steps. As a sink, it runs
 * the steps of the queued batch, and passes notifications and session events on.
 */
public final class StepDelivery implements EventSink, BatchDelivery {

    private final EventSink others;
    private final StepSink steps;
    private final Supplier<Executor> observers;
    private volatile TargetDelivery queue;
    private final AtomicReference<Running> running = new AtomicReference<>();
    private volatile boolean stopped;

    /**
     * Creates the delivery of one target.
     *
     * @param others receives the target's other events
     * @param observers returns the executor of the observers, for the context of the calling thread
     */
    public StepDelivery(EventSink others, StepSink steps, Supplier<Executor> observers) {
        this.others = others;
        this.steps = steps;
        this.observers = observers;
    }

    /** Delivery of one batch from a step on. */
    private record Running(EventBatch batch, int from, Outcome outcome, AtomicBoolean begun) {}

    /** Sets the target's queue, which calls this sink. Called before the first delivery. */
    public void queue(TargetDelivery events) {
        queue = events;
    }

    @Override
    public void deliver(EventBatch batch, int step, Outcome outcome) {
        running.set(new Running(batch, step, outcome, new AtomicBoolean()));
        queue.accept(batch.first());
        if (stopped) {
            stop();
        }
    }

    /** Also ends a batch that waits in the queue. */
    @Override
    public void stop() {
        stopped = true;
        Running waiting = running.get();
        if (waiting != null && waiting.begun().compareAndSet(false, true)) {
            waiting.outcome().stopped();
            running.compareAndSet(waiting, null);
        }
    }

    /** Queues a batch again that the queue has lost. A batch that is queued twice is delivered once. */
    @Override
    public void sweep() {
        Running waiting = running.get();
        if (waiting != null && !waiting.begun().get() && queue.waiting() == 0) {
            queue.accept(waiting.batch().first());
        }
    }

    @Override
    public CompletionStage<Void> fire(DriveEvent event) {
        if (!(event instanceof DriveDelta || event instanceof DriveReset)) {
            return others.fire(event);
        }
        Running queued = running.get();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        if (queued != null && queued.batch().first() == event && queued.begun().compareAndSet(false, true)) {
            begin(queued, ended);
        } else {
            ended.complete(null);
        }
        return ended;
    }

    private void begin(Running batch, CompletableFuture<Void> ended) {
        attempt(batch, ended, () -> {
            Executor threads;
            try {
                threads = observers.get();
            } catch (RuntimeException fault) {
                FailSafeLog.report(fault);
                fail(batch, batch.from(), StepFailure.internal(fault), ended);
                return;
            }
            run(batch, batch.from(), threads, ended);
        });
    }

    /** Runs steps on the calling thread until one has asynchronous observers that have not completed. */
    private void run(Running batch, int from, Executor threads, CompletableFuture<Void> ended) {
        for (int step = from; step < batch.batch().steps().size(); step++) {
            if (stopped) {
                end(batch, batch.outcome()::stopped, ended);
                return;
            }
            CompletableFuture<Optional<StepFailure>> result = fire(batch, step);
            if (!result.isDone()) {
                int current = step;
                result.thenAccept(failure -> submit(batch, current, failure, threads, ended));
                return;
            }
            if (result.join().isPresent()) {
                fail(batch, step, result.join().get(), ended);
                return;
            }
        }
        end(batch, batch.outcome()::delivered, ended);
    }

    private CompletableFuture<Optional<StepFailure>> fire(Running batch, int step) {
        try {
            DriveEvent event = batch.batch().steps().get(step);
            queue.progressed(event);
            return steps.fire(event).toCompletableFuture();
        } catch (Throwable fault) {
            FailSafeLog.report(fault);
            return CompletableFuture.completedFuture(Optional.of(StepFailure.internal(fault)));
        }
    }

    private void submit(
            Running batch, int step, Optional<StepFailure> failure, Executor threads, CompletableFuture<Void> ended) {
        attempt(batch, ended, () -> {
            try {
                threads.execute(() -> resume(batch, step, failure, threads, ended));
            } catch (RejectedExecutionException closed) {
                fail(batch, step, StepFailure.internal(closed), ended);
            }
        });
    }

    private void resume(
            Running batch, int step, Optional<StepFailure> failure, Executor threads, CompletableFuture<Void> ended) {
        attempt(batch, ended, () -> {
            if (failure.isPresent()) {
                fail(batch, step, failure.get(), ended);
            } else {
                run(batch, step + 1, threads, ended);
            }
        });
    }

    private void fail(Running batch, int step, StepFailure failure, CompletableFuture<Void> ended) {
        end(batch, () -> batch.outcome().failed(step, failure), ended);
    }

    /** Reports the outcome, releases the batch, and lets the target's next event follow. */
    private void end(Running batch, Runnable outcome, CompletableFuture<Void> ended) {
        outcome.run();
        // the next batch may have arrived with the outcome
        running.compareAndSet(batch, null);
        ended.complete(null);
    }

    /** Runs a part of a delivery. After an {@code Error}, the next sweep delivers the batch again. */
    private static void attempt(Running batch, CompletableFuture<Void> ended, Runnable part) {
        try {
            part.run();
        } catch (Throwable fault) {
            batch.begun().set(false);
            FailSafeLog.report(fault);
            ended.complete(null);
        }
    }
}
