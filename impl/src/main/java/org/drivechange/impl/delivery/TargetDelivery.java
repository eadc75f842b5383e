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
 * Delivers one target's events, one at a time. A delivery borrows a thread while an event can be fired, and none while
 * asynchronous observers run.
 *
 * <p>Liveness: events that wait are always followed by a step, which is a task in the executor, a running thread, a future
 * that is awaited, or an alarm. {@link #sweep} takes the step again where an {@code Error} has lost it. Every step begins with
 * a transition of {@link Phase} that only one of several calls can make, so that a step taken twice delivers nothing twice.
 *
 * <p>Locking: the queue's monitor is a leaf. The executor, the alarm, the sink, the logger and dependents of futures are
 * called without it.
 */
public final class TargetDelivery implements Consumer<DriveEvent>, QueueStatistics {

    /** After so many events the thread is given back, so that other targets get their turn. */
    private static final int EVENTS_IN_A_ROW = 64;

    /** So many events right after each other are a burst. */
    private static final int BURST = 2;

    /**
     * How often a thread looks in a burst whether more has come, some microseconds in all: to give it back and borrow it again
     * takes longer than an observer.
     */
    private static final int SPIN_TRIES = 200;

    /** Runs a task later. */
    public interface DelayedExecutor {
        void after(Duration delay, Runnable task);
    }

    private enum Phase {
        IDLE,
        /** A task is in the executor. */
        SUBMITTED,
        /** A thread fires events. */
        FIRING,
        /** Asynchronous observers run. */
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

    // made once: a full heap must not keep a step from being taken again
    private final Runnable firing = this::deliver;
    private final Runnable waking = this::wake;

    /** Whether something is in the queue, for those who only look. */
    private volatile boolean waits;

    // guarded by the queue
    private final StallDetector stuck = new StallDetector();
    private Phase phase = Phase.IDLE;

    /** Which of the threads that have fired events may end the firing. */
    private long turn;

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
     * @param threads where observers run
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
        // where nothing waits for quiet, the time makes no difference, and asking for it is not free
        this.clock = settings.quietPeriod().isZero() ? () -> Instant.EPOCH : clock;
    }

    /** Takes an event; never blocks. An event for which there is no memory is replaced by a {@code CATCH_UP} later. */
    @Override
    public void accept(DriveEvent event) {
        try {
            enqueue(event);
        } catch (Throwable noMemory) {
            lose(event);
            FailSafeLog.report(noMemory);
        }
    }

    private void enqueue(DriveEvent event) {
        boolean warn;
        Instant now = clock.instant();
        Step step;
        synchronized (queue) {
            recover(now);
            boolean overflows = queue.offer(event, now);
            waits = true;
            warn = overflows && !full;
            full |= overflows;
            merged += overflows ? 1 : 0;
            step = phase == Phase.IDLE ? begin(now) : Step.NONE;
            if (drained == nothing) {
                drained = new CompletableFuture<>();
            }
        }
        take(step, now);
        if (warn) {
            overflow.log(
                    ErrorCode.QUEUE_FULL.code(),
                    again -> log.log(
                            Level.WARNING,
                            ErrorCode.QUEUE_FULL.code() + " "
                                    + SanitizedText.of(event.target().path())
                                    + ": the observers are slower than the notifications, and the queue"
                                    + " (drivechange.queue-capacity) is full; one CATCH_UP replaces what does not fit."
                                    + again));
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

    /** Done when everything taken so far is delivered. */
    public CompletionStage<Void> drained() {
        synchronized (queue) {
            return drained.copy();
        }
    }

    /**
     * Repeats a step that was lost, and reports observers that do not return. The watchdog calls this every ten seconds.
     */
    public void sweep() {
        Instant now = clock.instant();
        Step step;
        CompletableFuture<Void> done;
        boolean slow;
        DriveEvent event;
        synchronized (queue) {
            stuck.sweep();
            recover(now);
            step = overdue(now);
            done = phase == Phase.AWAITING && awaited.isDone() ? awaited : null;
            slow = (phase == Phase.FIRING || phase == Phase.AWAITING) && stuck.slow();
            event = stuck.event();
        }
        take(step, now);
        if (done != null) {
            resume(done);
        }
        if (slow) {
            log.log(
                    Level.WARNING,
                    ErrorCode.OBSERVER_SLOW.code() + " "
                            + SanitizedText.of(event.target().path())
                            + ": an observer has been running for more than a minute; " + waiting()
                            + " events of this target wait until it returns.");
        }
    }

    /** The step that has been missing for longer than a sweep; under the lock. */
    private Step overdue(Instant now) {
        if (phase == Phase.SUBMITTED) {
            return stuck.retry() ? Step.SUBMIT : Step.NONE;
        }
        if (phase != Phase.IDLE) {
            return Step.NONE;
        }
        if (alarm != null && !now.isBefore(alarm)) {
            alarm = null;
        }
        return begin(now);
    }

    /** Notes an event that could not be queued, or not be fired, until a catch-up can stand for it. Takes no memory. */
    private void lose(DriveEvent event) {
        Instant since = EventQueue.since(event);
        synchronized (queue) {
            lost = event;
            lostSince = lostSince == null || since.isBefore(lostSince) ? since : lostSince;
        }
    }

    /** Puts a catch-up in the place of what was lost; under the lock. */
    private void recover(Instant now) {
        if (lost != null) {
            queue.offer(DriveNotification.catchUp(lost.target(), lost.account(), lost.at(), lostSince), now);
            lost = null;
            lostSince = null;
            waits = true;
        }
    }

    /** From idle to the next step, if events wait; under the lock. */
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
        stuck.begin(null);
    }

    /** The next sweep repeats a step that fails here. */
    private void take(Step step, Instant now) {
        try {
            if (step == Step.SUBMIT) {
                threads.execute(firing);
            } else if (step == Step.SET_ALARM) {
                later.after(until(now), waking);
            }
        } catch (Throwable lostStep) {
            FailSafeLog.report(lostStep);
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
        take(step, now);
    }

    private void deliver() {
        long mine;
        synchronized (queue) {
            if (phase != Phase.SUBMITTED) {
                return;
            }
            phase = Phase.FIRING;
            turn++;
            mine = turn;
        }
        try {
            if (fireSome()) {
                submitAgain();
            }
        } catch (Throwable fault) {
            FailSafeLog.report(fault);
        } finally {
            giveUp(mine);
        }
    }

    /** Fires events until none is left, or asynchronous observers run; true when there is more for another turn. */
    private boolean fireSome() {
        for (int i = 0; i < EVENTS_IN_A_ROW; i++) {
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

    /** A thread that ends without the next phase leaves the queue to the next sweep, unless another thread fires already. */
    private void giveUp(long mine) {
        synchronized (queue) {
            if (phase == Phase.FIRING && turn == mine) {
                phase = Phase.IDLE;
            }
        }
    }

    private void spinForMore() {
        for (int i = 0; i < SPIN_TRIES && !waits; i++) {
            Thread.onSpinWait();
        }
    }

    /** The next event; when there is none now, the thread is not needed any more. */
    private Optional<DriveEvent> next() {
        Instant now = clock.instant();
        CompletableFuture<Void> through = nothing;
        Step step;
        synchronized (queue) {
            Optional<DriveEvent> next = queue.poll(now);
            waits = !queue.isEmpty();
            if (next.isPresent()) {
                stuck.begin(next.get());
                return next;
            }
            phase = Phase.IDLE;
            step = begin(now);
            if (queue.isEmpty()) {
                full = false;
                through = drained;
                // in its place before it completes: an event that comes in between must not count as delivered
                drained = nothing;
            }
        }
        through.complete(null);
        take(step, now);
        return Optional.empty();
    }

    /** True when all observers have returned. */
    private boolean fire(DriveEvent event) {
        CompletableFuture<Void> through = fired(event);
        if (through.isDone()) {
            return true;
        }
        synchronized (queue) {
            phase = Phase.AWAITING;
            awaited = through;
        }
        through.whenComplete((done, failed) -> resume(through));
        return false;
    }

    private CompletableFuture<Void> fired(DriveEvent event) {
        try {
            return sink.fire(event).toCompletableFuture();
        } catch (Throwable fault) {
            // perhaps before any observer has seen the event
            lose(event);
            FailSafeLog.report(fault);
            return nothing;
        } finally {
            // what an observer leaves behind is not meant for the next event
            Thread.interrupted();
        }
    }

    private void resume(CompletableFuture<Void> through) {
        synchronized (queue) {
            if (phase != Phase.AWAITING || awaited != through) {
                return;
            }
            awaited = null;
            submitted();
        }
        take(Step.SUBMIT, Instant.EPOCH);
    }
}
