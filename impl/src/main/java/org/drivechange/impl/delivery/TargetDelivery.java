// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delivery;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.drivechange.DriveEvent;
import org.drivechange.impl.delivery.DeliveryState.Step;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.diagnostics.RateLimitedLog;
import org.drivechange.impl.diagnostics.SanitizedText;

/**
 * Delivers one target's events, one at a time. Uses a thread while an event can be fired, and none while asynchronous observers
 * run.
 *
 * <p>Liveness: waiting events are always followed by a step: a task in the executor, a running thread, an awaited future, or an
 * alarm. {@link #sweep} repeats a step lost to an {@code Error}.
 *
 * <p>Locking: {@link DeliveryState} has the lock. The executor, the alarm, the sink, the logger and dependents of futures are
 * called without it.
 */
public final class TargetDelivery implements Consumer<DriveEvent>, QueueStatistics {

    /** Number of events after which the thread is released, for fairness among targets. */
    private static final int MAX_EVENTS_PER_RUN = 64;

    /** Number of consecutive events that count as a burst. */
    private static final int BURST = 2;

    /**
     * Number of checks for more events during a burst, some microseconds in total. Releasing and reacquiring a thread takes
     * longer than an observer.
     */
    private static final int SPIN_TRIES = 200;

    /** Runs tasks after a delay. */
    public interface DelayedExecutor {
        void after(Duration delay, Runnable task);
    }

    private final DeliveryState state;
    private final EventSink sink;
    private final Executor threads;
    private final DelayedExecutor later;
    private final InstantSource clock;
    private final AsynchronousLog log;
    private final RateLimitedLog overflow = new RateLimitedLog();
    private final CompletableFuture<Void> completed = CompletableFuture.completedFuture(null);

    // allocated once: a step must be repeatable while the heap is full
    private final Runnable firing = this::deliver;
    private final Runnable waking = this::wake;

    /**
     * Creates the delivery of one target and account.
     *
     * @param threads executor of the observers
     */
    public TargetDelivery(
            DeliverySettings settings,
            EventSink sink,
            Executor threads,
            DelayedExecutor later,
            InstantSource clock,
            AsynchronousLog log) {
        this.state = new DeliveryState(settings);
        this.sink = sink;
        this.threads = threads;
        this.later = later;
        this.log = log;
        // without a quiet period the time is irrelevant, and reading it has a cost
        this.clock = settings.quietPeriod().isZero() ? () -> Instant.EPOCH : clock;
    }

    /** Queues an event; never blocks. An event that cannot be allocated is replaced by a {@code CATCH_UP} later. */
    @Override
    public void accept(DriveEvent event) {
        try {
            Instant now = clock.instant();
            execute(state.enqueue(event, now), now);
            if (state.takeOverflow()) {
                reportOverflow(event);
            }
        } catch (Throwable e) {
            state.lose(event);
            FailSafeLog.report(e);
        }
    }

    private void reportOverflow(DriveEvent event) {
        overflow.log(
                ErrorCode.QUEUE_FULL,
                repeats -> log.log(
                        Level.WARNING,
                        ErrorCode.QUEUE_FULL.message(
                                SanitizedText.of(event.target().path())
                                        + ": the observers are slower than the notifications, and the queue"
                                        + " (drivechange.queue-capacity) is full; one CATCH_UP replaces the excess notifications."
                                        + repeats)));
    }

    @Override
    public int waiting() {
        return state.waiting();
    }

    @Override
    public long merged() {
        return state.merged();
    }

    /** Records that the observers of the current event have begun another step of it. */
    public void progressed(DriveEvent step) {
        state.progressed(step);
    }

    /** Returns a future completed when all events accepted so far are delivered. An event accepted meanwhile may delay it. */
    public CompletionStage<Void> drained() {
        return state.drained();
    }

    /** Repeats a lost step, and reports observers that do not return. The watchdog calls this every ten seconds. */
    public void sweep() {
        Instant now = clock.instant();
        Step step = state.sweep(now);
        execute(step, now);
        state.takeSlowEvent().ifPresent(this::reportSlow);
    }

    private void reportSlow(DriveEvent event) {
        log.log(
                Level.WARNING,
                ErrorCode.OBSERVER_SLOW.message(SanitizedText.of(event.target().path())
                        + ": an observer has been running for more than a minute; " + waiting()
                        + " events of this target wait until it returns."));
    }

    /** Executes a step. The next sweep repeats a step that fails here. */
    private void execute(Step step, Instant now) {
        try {
            if (step == Step.SUBMIT) {
                threads.execute(firing);
            } else if (step == Step.SET_ALARM) {
                later.after(state.alarmDelay(now), waking);
            }
        } catch (Throwable e) {
            FailSafeLog.report(e);
        }
    }

    private void wake() {
        Instant now = clock.instant();
        execute(state.wake(now), now);
    }

    private void deliver() {
        long number = state.beginFiring();
        if (number == 0) {
            return;
        }
        try {
            if (fireSome()) {
                execute(state.resubmit(), Instant.EPOCH);
            }
        } catch (Throwable fault) {
            FailSafeLog.report(fault);
        } finally {
            state.endFiring(number);
        }
    }

    /** Fires events until none is left or asynchronous observers run. Returns true if events are left for another run. */
    private boolean fireSome() {
        for (int i = 0; i < MAX_EVENTS_PER_RUN; i++) {
            if (i >= BURST) {
                spinForMore();
            }
            Optional<DriveEvent> next = next();
            if (next.isEmpty() || !fire(next.get())) {
                return false;
            }
        }
        return true;
    }

    private void spinForMore() {
        for (int i = 0; i < SPIN_TRIES && !state.hasEvents(); i++) {
            Thread.onSpinWait();
        }
    }

    /** Returns the next event. If there is none, ends the firing. */
    private Optional<DriveEvent> next() {
        Instant now = clock.instant();
        Optional<DriveEvent> next = state.poll(now);
        if (next.isEmpty()) {
            Step step = state.pause(now);
            state.takeDrained().complete(null);
            execute(step, now);
        }
        return next;
    }

    /** Fires an event. Returns true if all observers have completed. */
    private boolean fire(DriveEvent event) {
        CompletableFuture<Void> completion = fired(event);
        if (completion.isDone()) {
            return true;
        }
        state.await(completion);
        completion.whenComplete((done, failed) -> execute(state.resume(completion), Instant.EPOCH));
        return false;
    }

    private CompletableFuture<Void> fired(DriveEvent event) {
        try {
            return sink.fire(event).toCompletableFuture();
        } catch (Throwable fault) {
            // possibly before any observer has received the event
            state.lose(event);
            FailSafeLog.report(fault);
            return completed;
        } finally {
            // an interrupt set by an observer must not affect the next event
            Thread.interrupted();
        }
    }
}
