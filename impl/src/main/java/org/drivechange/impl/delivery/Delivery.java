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

/**
 * Delivers one target's events, one at a time: borrows a thread while there is something to deliver, and none while
 * asynchronous observers are at it.
 */
public final class Delivery implements Consumer<DriveEvent>, QueueReading {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    /** After so many events the thread is given back, so that other targets get their turn. */
    private static final int EVENTS_IN_A_ROW = 64;

    /** So many events right after each other are a burst. */
    private static final int BURST = 2;

    /**
     * How often a thread looks in a burst whether more has come, some microseconds in all: to give it back and borrow it again
     * takes longer than an observer.
     */
    private static final int LOOKS = 200;

    /** Runs a task later. */
    public interface Later {
        void after(Duration delay, Runnable task);
    }

    private final EventQueue queue;
    private final EventSink sink;
    private final Executor threads;
    private final Later later;
    private final InstantSource clock;

    /** Whether something is in the queue, for those who only look. */
    private volatile boolean waits;

    // guarded by the queue
    private boolean busy;
    private boolean waking;
    private boolean full;
    private long merged;
    private CompletableFuture<Void> drained = CompletableFuture.completedFuture(null);

    /**
     * Makes the delivery of one target and account.
     *
     * @param threads where observers run
     */
    public Delivery(DeliverySettings settings, EventSink sink, Executor threads, Later later, InstantSource clock) {
        this.queue = new EventQueue(settings);
        this.sink = sink;
        this.threads = threads;
        this.later = later;
        // where nothing waits for quiet, the time makes no difference, and asking for it is not free
        this.clock = settings.quietPeriod().isZero() ? () -> Instant.EPOCH : clock;
    }

    /** Takes an event; never blocks. */
    @Override
    public void accept(DriveEvent event) {
        boolean tell;
        synchronized (queue) {
            Instant now = clock.instant();
            boolean overflows = queue.offer(event, now);
            waits = true;
            tell = overflows && !full;
            full |= overflows;
            merged += overflows ? 1 : 0;
            if (drained.isDone()) {
                drained = new CompletableFuture<>();
            }
            if (!busy) {
                begin(now);
            }
        }
        if (tell) {
            LOG.log(
                    Level.WARNING,
                    "DRC4002 " + event.target() + ": the observers are slower than the notifications, and the queue"
                            + " (drivechange.queue-capacity) is full; what does not fit is told as one CATCH_UP.");
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

    /** Borrows a thread, or sets the alarm for the moment when there is something for one to do. */
    private void begin(Instant now) {
        if (queue.ready(now)) {
            busy = true;
            threads.execute(this::deliver);
        } else if (!queue.isEmpty() && !waking) {
            waking = true;
            later.after(Duration.between(now, queue.nextAt()), this::wake);
        }
    }

    private void wake() {
        synchronized (queue) {
            waking = false;
            if (!busy) {
                begin(clock.instant());
            }
        }
    }

    private void deliver() {
        for (int i = 0; i < EVENTS_IN_A_ROW; i++) {
            if (i >= BURST) {
                linger();
            }
            Optional<DriveEvent> next = next();
            if (next.isEmpty()) {
                return;
            }
            CompletionStage<Void> through = sink.fire(next.get());
            if (!through.toCompletableFuture().isDone()) {
                through.thenRun(() -> threads.execute(this::deliver));
                return;
            }
        }
        threads.execute(this::deliver);
    }

    private void linger() {
        for (int i = 0; i < LOOKS && !waits; i++) {
            Thread.onSpinWait();
        }
    }

    /** The next event; when there is none now, the thread is not needed any more. */
    private Optional<DriveEvent> next() {
        synchronized (queue) {
            Instant now = clock.instant();
            Optional<DriveEvent> next = queue.poll(now);
            waits = !queue.isEmpty();
            if (next.isEmpty()) {
                busy = false;
                begin(now);
            }
            if (next.isEmpty() && queue.isEmpty()) {
                full = false;
                drained.complete(null);
            }
            return next;
        }
    }
}
