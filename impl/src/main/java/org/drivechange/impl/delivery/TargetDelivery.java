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
import org.drivechange.DriveNotification;
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
 * alarm. {@link #sweep} repeats a step lost to an {@code Error}. Each step begins with a transition of {@link Phase} that only
 * one of several calls can make, so a repeated step delivers nothing twice.
 *
 * <p>Locking: the lock on the queue is a leaf. The executor, the alarm, the sink, the logger and dependents of futures are
 * called without holding it.
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

    private enum Phase {
        IDLE,
        /** A task is submitted to the executor. */
        SUBMITTED,
        /** A thread is firing events. */
        FIRING,
        /** Asynchronous observers are running. */
        AWAITING
    }

    private enum Step {
        NONE,
        SUBMIT,
        SET_ALARM
    }

    private final EventQueue queue;
    private final EventSink sink;
    private final Executor threads;
    private final DelayedExecutor later;
    private final InstantSource clock;
    private final AsynchronousLog log;
    private final RateLimitedLog overflow = new RateLimitedLog();
    private final CompletableFuture<Void> nothing = CompletableFuture.completedFuture(null);

    // allocated once: a step must be repeatable while the heap is full
    private final Runnable firing = this::deliver;
    private final Runnable waking = this::wake;

    /** Whether the queue has events; readable without the lock. */
    private volatile boolean hasEvents;

    // guarded by the queue
    private final StallDetector stalls = new StallDetector();
    private Phase phase = Phase.IDLE;

    /** Sequence number of the current firing. Only the thread with this number may end it. */
    private long firingNumber;

    private Instant alarm;
    private CompletableFuture<Void> awaited;
    private boolean full;
    private long merged;
    private DriveEvent lost;
    private Instant lostSince;
    private CompletableFuture<Void> drained = nothing;

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
        this.queue = new EventQueue(settings);
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
            enqueue(event);
        } catch (Throwable e) {
            lose(event);
            FailSafeLog.report(e);
        }
    }

    private void enqueue(DriveEvent event) {
        boolean warn;
        Instant now = clock.instant();
        Step step;
        synchronized (queue) {
            recover(now);
            boolean overflows = queue.offer(event, now);
            hasEvents = true;
            warn = overflows && !full;
            full |= overflows;
            merged += overflows ? 1 : 0;
            step = phase == Phase.IDLE ? begin(now) : Step.NONE;
            if (drained == nothing) {
                drained = new CompletableFuture<>();
            }
        }
        execute(step, now);
        if (warn) {
            overflow.log(
                    ErrorCode.QUEUE_FULL.code(),
                    repeats -> log.log(
                            Level.WARNING,
                            ErrorCode.QUEUE_FULL.message(
                                    SanitizedText.of(event.target().path())
                                            + ": the observers are slower than the notifications, and the queue"
                                            + " (drivechange.queue-capacity) is full; one CATCH_UP replaces what does not fit."
                                            + repeats)));
        }
    }

    @Override
    public int waiting() {
        synchronized (queue) {
            return queue.size();
        }
    }

    @Override
    public long merged() {
        synchronized (queue) {
            return merged;
        }
    }

    /** Returns a future completed when all events accepted so far are delivered. */
    public CompletionStage<Void> drained() {
        synchronized (queue) {
            return drained.copy();
        }
    }

    /** Repeats a lost step, and reports observers that do not return. The watchdog calls this every ten seconds. */
    public void sweep() {
        Instant now = clock.instant();
        Step step;
        CompletableFuture<Void> done;
        boolean slow;
        DriveEvent event;
        synchronized (queue) {
            stalls.sweep();
            recover(now);
            step = overdue(now);
            done = phase == Phase.AWAITING && awaited.isDone() ? awaited : null;
            slow = (phase == Phase.FIRING || phase == Phase.AWAITING) && stalls.slow();
            event = stalls.event();
        }
        execute(step, now);
        if (done != null) {
            resume(done);
        }
        if (slow) {
            log.log(
                    Level.WARNING,
                    ErrorCode.OBSERVER_SLOW.message(
                            SanitizedText.of(event.target().path())
                                    + ": an observer has been running for more than a minute; " + waiting()
                                    + " events of this target wait until it returns."));
        }
    }

    /** Returns a step that has been missing for longer than a sweep. Requires the lock. */
    private Step overdue(Instant now) {
        if (phase == Phase.SUBMITTED) {
            return stalls.retry() ? Step.SUBMIT : Step.NONE;
        }
        if (phase != Phase.IDLE) {
            return Step.NONE;
        }
        if (alarm != null && !now.isBefore(alarm)) {
            alarm = null;
        }
        return begin(now);
    }

    /** Records an event that could not be queued or fired until a catch-up replaces it. Allocates no memory. */
    private void lose(DriveEvent event) {
        Instant since = EventQueue.since(event);
        synchronized (queue) {
            lost = event;
            lostSince = lostSince == null || since.isBefore(lostSince) ? since : lostSince;
        }
    }

    /** Queues a catch-up in place of lost events. Requires the lock. */
    private void recover(Instant now) {
        if (lost != null) {
            queue.offer(DriveNotification.catchUp(lost.target(), lost.account(), lost.at(), lostSince), now);
            lost = null;
            lostSince = null;
            hasEvents = true;
        }
    }

    /** Returns the next step of an idle delivery if events wait. Requires the lock. */
    private Step begin(Instant now) {
        if (queue.ready(now)) {
            submitted();
            return Step.SUBMIT;
        }
        if (!queue.isEmpty() && alarm == null) {
            alarm = queue.nextAt();
            return Step.SET_ALARM;
        }
        return Step.NONE;
    }

    private void submitted() {
        phase = Phase.SUBMITTED;
        stalls.begin(null);
    }

    /** Executes a step. The next sweep repeats a step that fails here. */
    private void execute(Step step, Instant now) {
        try {
            if (step == Step.SUBMIT) {
                threads.execute(firing);
            } else if (step == Step.SET_ALARM) {
                later.after(until(now), waking);
            }
        } catch (Throwable e) {
            FailSafeLog.report(e);
        }
    }

    private Duration until(Instant now) {
        synchronized (queue) {
            return alarm == null ? Duration.ZERO : Duration.between(now, alarm);
        }
    }

    private void wake() {
        Instant now = clock.instant();
        Step step;
        synchronized (queue) {
            alarm = null;
            step = phase == Phase.IDLE ? begin(now) : Step.NONE;
        }
        execute(step, now);
    }

    private void deliver() {
        long number;
        synchronized (queue) {
            if (phase != Phase.SUBMITTED) {
                return;
            }
            phase = Phase.FIRING;
            firingNumber++;
            number = firingNumber;
        }
        try {
            if (fireSome()) {
                submitAgain();
            }
        } catch (Throwable fault) {
            FailSafeLog.report(fault);
        } finally {
            endFiring(number);
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

    private void submitAgain() {
        synchronized (queue) {
            submitted();
        }
        threads.execute(firing);
    }

    /** Leaves the queue to the next sweep if the thread ended without the next phase, unless another thread fires already. */
    private void endFiring(long number) {
        synchronized (queue) {
            if (phase == Phase.FIRING && firingNumber == number) {
                phase = Phase.IDLE;
            }
        }
    }

    private void spinForMore() {
        for (int i = 0; i < SPIN_TRIES && !hasEvents; i++) {
            Thread.onSpinWait();
        }
    }

    /** Returns the next event. If there is none, ends the firing. */
    private Optional<DriveEvent> next() {
        Instant now = clock.instant();
        CompletableFuture<Void> completion = nothing;
        Step step;
        synchronized (queue) {
            Optional<DriveEvent> next = queue.poll(now);
            hasEvents = !queue.isEmpty();
            if (next.isPresent()) {
                stalls.begin(next.get());
                return next;
            }
            phase = Phase.IDLE;
            step = begin(now);
            if (queue.isEmpty()) {
                full = false;
                completion = drained;
                // replaced before it completes: an event added in between must not count as delivered
                drained = nothing;
            }
        }
        completion.complete(null);
        execute(step, now);
        return Optional.empty();
    }

    /** Fires an event. Returns true if all observers have completed. */
    private boolean fire(DriveEvent event) {
        CompletableFuture<Void> completion = fired(event);
        if (completion.isDone()) {
            return true;
        }
        synchronized (queue) {
            phase = Phase.AWAITING;
            awaited = completion;
        }
        completion.whenComplete((done, failed) -> resume(completion));
        return false;
    }

    private CompletableFuture<Void> fired(DriveEvent event) {
        try {
            return sink.fire(event).toCompletableFuture();
        } catch (Throwable fault) {
            // possibly before any observer has received the event
            lose(event);
            FailSafeLog.report(fault);
            return nothing;
        } finally {
            // an interrupt set by an observer must not affect the next event
            Thread.interrupted();
        }
    }

    private void resume(CompletableFuture<Void> completion) {
        synchronized (queue) {
            if (phase != Phase.AWAITING || awaited != completion) {
                return;
            }
            awaited = null;
            submitted();
        }
        execute(Step.SUBMIT, Instant.EPOCH);
    }
}
