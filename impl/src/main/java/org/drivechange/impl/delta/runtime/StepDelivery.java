// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private volatile Running running;
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
        running = new Running(batch, step, outcome, new AtomicBoolean());
        queue.accept(batch.first());
        if (stopped) {
            stop();
        }
    }

    /** Also ends a batch that waits in the queue. */
    @Override
    public void stop() {
        stopped = true;
        Running waiting = running;
        if (waiting != null && waiting.begun().compareAndSet(false, true)) {
            running = null;
            waiting.outcome().stopped();
        }
    }

    /** Queues a batch again that the queue has lost. A batch that is queued twice is delivered once. */
    @Override
    public void sweep() {
        Running waiting = running;
        if (waiting != null && !waiting.begun().get() && queue.waiting() == 0) {
            queue.accept(waiting.batch().first());
        }
    }

    @Override
    public CompletionStage<Void> fire(DriveEvent event) {
        if (!(event instanceof DriveDelta || event instanceof DriveReset)) {
            return others.fire(event);
        }
        Running queued = running;
        CompletableFuture<Void> ended = new CompletableFuture<>();
        if (queued != null && queued.batch().first() == event && queued.begun().compareAndSet(false, true)) {
            begin(queued, ended);
        } else {
            ended.complete(null);
        }
        return ended;
    }

    private void begin(Running batch, CompletableFuture<Void> ended) {
        Executor threads;
        try {
            threads = observers.get();
        } catch (Throwable fault) {
            FailSafeLog.report(fault);
            fail(batch, batch.from(), StepFailure.of("DriveChange", fault), ended);
            return;
        }
        run(batch, batch.from(), threads, ended);
    }

    /** Runs steps on the calling thread until one has asynchronous observers that have not completed. */
    private void run(Running batch, int from, Executor threads, CompletableFuture<Void> ended) {
        int step = from;
        try {
            for (; step < batch.batch().steps().size(); step++) {
                if (stopped) {
                    end(batch.outcome()::stopped, ended);
                    return;
                }
                DriveEvent event = batch.batch().steps().get(step);
                queue.progressed(event);
                CompletableFuture<Optional<StepFailure>> result =
                        steps.fire(event).toCompletableFuture();
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
            end(batch.outcome()::delivered, ended);
        } catch (Throwable fault) {
            FailSafeLog.report(fault);
            fail(batch, step, StepFailure.of("DriveChange", fault), ended);
        }
    }

    private void submit(
            Running batch, int step, Optional<StepFailure> failure, Executor threads, CompletableFuture<Void> ended) {
        try {
            threads.execute(() -> resume(batch, step, failure, threads, ended));
        } catch (Throwable fault) {
            fail(batch, step, StepFailure.of("DriveChange", fault), ended);
        }
    }

    private void resume(
            Running batch, int step, Optional<StepFailure> failure, Executor threads, CompletableFuture<Void> ended) {
        if (failure.isPresent()) {
            fail(batch, step, failure.get(), ended);
        } else {
            run(batch, step + 1, threads, ended);
        }
    }

    private void fail(Running batch, int step, StepFailure failure, CompletableFuture<Void> ended) {
        end(() -> batch.outcome().failed(step, failure), ended);
    }

    /** Releases the batch, reports the outcome, and lets the target's next event follow. */
    private void end(Runnable outcome, CompletableFuture<Void> ended) {
        // before the outcome, after which the next batch may arrive
        running = null;
        try {
            outcome.run();
        } finally {
            ended.complete(null);
        }
    }
}
