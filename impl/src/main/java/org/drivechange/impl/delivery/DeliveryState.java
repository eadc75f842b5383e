// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.drivechange.DriveEvent;

/**
 * State of one target's delivery: its queue, and the phase of the delivery. Each method is one transition, which returns the
 * {@link Step} that the caller has to execute.
 *
 * <p>A step begins with a transition that only one of several calls can make, so a repeated step delivers nothing twice.
 *
 * <p>Locking: thread-safe; the lock is a leaf, as no method calls foreign code or completes a future.
 */
final class DeliveryState {

    private enum Phase {
        IDLE,
        /** A task is submitted to the executor. */
        SUBMITTED,
        /** A thread is firing events. */
        FIRING,
        /** Asynchronous observers are running. */
        AWAITING
    }

    /** Next step of a delivery. */
    enum Step {
        NONE,
        /** Submit a task that fires events. */
        SUBMIT,
        /** Set an alarm for the last event's quiet period. */
        SET_ALARM
    }

    private static final CompletableFuture<Void> COMPLETED = CompletableFuture.completedFuture(null);

    private final EventQueue queue;
    private final LostEvents lost = new LostEvents();
    private final StallDetector stalls = new StallDetector();
    private Phase phase = Phase.IDLE;

    /** Sequence number of the current firing. Only the thread with this number may end it. */
    private long firingNumber;

    private Instant alarm;
    private CompletableFuture<Void> awaited;
    private boolean full;
    private long merged;
    private CompletableFuture<Void> drained = COMPLETED;

    /** Whether the queue has events. Written under the lock, readable without it. */
    private volatile boolean hasEvents;

    /** Whether the queue has become full since {@link #takeOverflow}. Written under the lock, readable without it. */
    private volatile boolean overflowed;

    DeliveryState(DeliverySettings settings) {
        this.queue = new EventQueue(settings);
    }

    /** Queues an event. */
    synchronized Step enqueue(DriveEvent event, Instant now) {
        recover(now);
        boolean overflows = queue.offer(event, now);
        hasEvents = true;
        if (overflows) {
            overflowed |= !full;
            full = true;
            merged++;
        }
        if (drained == COMPLETED) {
            drained = new CompletableFuture<>();
        }
        return phase == Phase.IDLE ? begin(now) : Step.NONE;
    }

    /** Returns true once each time that the queue has become full. */
    boolean takeOverflow() {
        // called for each event; most find nothing
        return overflowed && clearOverflow();
    }

    private synchronized boolean clearOverflow() {
        boolean taken = overflowed;
        overflowed = false;
        return taken;
    }

    boolean hasEvents() {
        return hasEvents;
    }

    synchronized int waiting() {
        return queue.size();
    }

    synchronized long merged() {
        return merged;
    }

    /**
     * Returns a future completed when all events accepted so far are delivered. An event queued before {@link #takeDrained}
     * shares the future, and delays it.
     */
    synchronized CompletionStage<Void> drained() {
        return drained.copy();
    }

    /** Records an event that could not be queued or fired until a catch-up replaces it. Allocates no memory. */
    synchronized void lose(DriveEvent event) {
        lost.add(event);
    }

    /** Queues a catch-up in place of lost events. Requires the lock. */
    private void recover(Instant now) {
        if (!lost.isEmpty()) {
            queue.offer(lost.catchUp(), now);
            lost.clear();
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

    /** Requires the lock. */
    private void submitted() {
        phase = Phase.SUBMITTED;
        stalls.begin(null);
    }

    /** Returns the delay of the alarm. */
    synchronized Duration alarmDelay(Instant now) {
        return alarm == null ? Duration.ZERO : Duration.between(now, alarm);
    }

    synchronized Step wake(Instant now) {
        alarm = null;
        return phase == Phase.IDLE ? begin(now) : Step.NONE;
    }

    /** Claims a submitted task. Returns the number of the firing, 0 if the task was claimed before. */
    synchronized long beginFiring() {
        if (phase != Phase.SUBMITTED) {
            return 0;
        }
        phase = Phase.FIRING;
        firingNumber++;
        return firingNumber;
    }

    /** Removes the next event that may be fired now. */
    synchronized Optional<DriveEvent> poll(Instant now) {
        Optional<DriveEvent> next = queue.poll(now);
        hasEvents = !queue.isEmpty();
        if (next.isPresent()) {
            stalls.begin(next.get());
        }
        return next;
    }

    /** Ends a firing that has found no event. */
    synchronized Step pause(Instant now) {
        phase = Phase.IDLE;
        full &= !queue.isEmpty();
        return begin(now);
    }

    /** Returns the future to complete if all accepted events are delivered, otherwise a completed one. */
    synchronized CompletableFuture<Void> takeDrained() {
        if (phase != Phase.IDLE || !queue.isEmpty()) {
            return COMPLETED;
        }
        CompletableFuture<Void> taken = drained;
        // replaced before it completes: an event added in between must not count as delivered
        drained = COMPLETED;
        return taken;
    }

    /** Ends a firing that leaves events for another run. */
    synchronized Step resubmit() {
        submitted();
        return Step.SUBMIT;
    }

    /** Leaves the queue to the next sweep if the thread ended without the next phase, unless another thread fires already. */
    synchronized void endFiring(long number) {
        if (phase == Phase.FIRING && firingNumber == number) {
            phase = Phase.IDLE;
        }
    }

    /** Ends a firing until asynchronous observers have completed. */
    synchronized void await(CompletableFuture<Void> completion) {
        phase = Phase.AWAITING;
        awaited = completion;
    }

    /** Continues after asynchronous observers. */
    synchronized Step resume(CompletableFuture<Void> completion) {
        if (phase != Phase.AWAITING || awaited != completion) {
            return Step.NONE;
        }
        awaited = null;
        submitted();
        return Step.SUBMIT;
    }

    /** Returns a step that has been missing for longer than a sweep. */
    synchronized Step sweep(Instant now) {
        // before the step: observers that complete at this very sweep were slow, too
        stalls.sweep(phase == Phase.FIRING || phase == Phase.AWAITING);
        recover(now);
        if (phase == Phase.SUBMITTED) {
            return stalls.retry() ? Step.SUBMIT : Step.NONE;
        }
        if (phase == Phase.AWAITING && awaited.isDone()) {
            return resume(awaited);
        }
        if (phase != Phase.IDLE) {
            return Step.NONE;
        }
        if (alarm != null && !now.isBefore(alarm)) {
            alarm = null;
        }
        return begin(now);
    }

    /** Returns the event that the last sweep found to be running for more than a minute, once. */
    synchronized Optional<DriveEvent> takeSlowEvent() {
        return stalls.takeSlowEvent();
    }

    /** Records another step of the current event, so that only one that does not end is reported as slow. */
    synchronized void progressed(DriveEvent step) {
        stalls.begin(step);
    }
}
