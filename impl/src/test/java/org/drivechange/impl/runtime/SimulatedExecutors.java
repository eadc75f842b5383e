// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.drivechange.impl.concurrent.SerialExecutor;
import org.drivechange.impl.concurrent.SessionExecutors;

/**
 * Simulated threads and timers. A blocking task runs at once, but its results reach the serial executor after the duration that
 * the task declares, or when it is interrupted.
 */
final class SimulatedExecutors implements SessionExecutors {

    /** A blocking task. */
    private final class Call extends CompletableFuture<Void> {

        private final Runnable task;
        private final VirtualClock.ScheduledEvent start;
        private long takes;
        private boolean asks;
        private Runnable answer;
        private VirtualClock.ScheduledEvent arrival;

        Call(Runnable task) {
            this.task = task;
            start = timeline.after(pause.getAsLong(), () -> timeline.inProcess(this::run));
        }

        private void run() {
            if (isDone()) {
                return;
            }
            current = this;
            try {
                task.run();
            } catch (OutOfMemoryError simulated) {
                // see above
            } finally {
                current = null;
                complete(null);
                if (answer == null) {
                    calls.remove(this);
                }
            }
        }

        private void tells(Runnable onStrand) {
            answer = onStrand;
            arrival = timeline.after(takes, () -> timeline.inProcess(this::arrive));
        }

        private void arrive() {
            calls.remove(this);
            onStrand(answer);
        }

        @Override
        public boolean cancel(boolean interrupt) {
            start.callOff();
            if (arrival == null || !interrupt) {
                calls.remove(this);
            } else if (arrival.pending()) {
                asks = false;
                arrival.callOff();
                arrival = timeline.after(pause.getAsLong(), () -> timeline.inProcess(this::arrive));
            }
            return super.cancel(interrupt);
        }
    }

    /** Clock of the time in which the machine runs. */
    private final class Timer extends CompletableFuture<Void> {

        private final Runnable task;
        private VirtualClock.ScheduledEvent planned;

        Timer(Duration delay, Runnable task) {
            this.task = task;
            plan(delay.toNanos());
        }

        private void plan(long delay) {
            planned = timeline.after(delay, () -> timeline.inProcess(this::run));
        }

        private void run() {
            if (timers.remove(this)) {
                task.run();
            }
        }

        private void postpone(Duration time) {
            if (planned.pending()) {
                planned.callOff();
                plan(planned.at() - timeline.nanos() + time.toNanos());
            }
        }

        @Override
        public boolean cancel(boolean interrupt) {
            timers.remove(this);
            planned.callOff();
            return super.cancel(interrupt);
        }
    }

    private final VirtualClock timeline;
    private final LongSupplier pause;
    private final Queue<Runnable> serialTasks = new ArrayDeque<>();
    private final Set<Call> calls = new HashSet<>();
    private final Set<Timer> timers = new HashSet<>();
    private Call current;
    private boolean busy;
    private BooleanSupplier fails = () -> false;

    /**
     * Creates executors without tasks.
     *
     * @param pause time to start a thread, in nanoseconds
     */
    SimulatedExecutors(VirtualClock timeline, LongSupplier pause) {
        this.timeline = timeline;
        this.pause = pause;
    }

    @Override
    public SerialExecutor newSerialExecutor() {
        return new SerialExecutor() {
            @Override
            public void execute(Runnable task) {
                if (current == null) {
                    onStrand(task);
                } else {
                    current.tells(task);
                }
            }

            @Override
            public void executeInline(Runnable task) {
                onStrand(task);
            }

            @Override
            public void sweep() {}
        };
    }

    private void onStrand(Runnable task) {
        serialTasks.add(task);
        if (busy) {
            return;
        }
        busy = true;
        try {
            for (Runnable next = serialTasks.poll(); next != null; next = serialTasks.poll()) {
                try {
                    next.run();
                } catch (OutOfMemoryError simulated) {
                    // the real serial executor and the real pools also continue
                }
            }
        } finally {
            busy = false;
        }
    }

    /** Makes some submissions throw from now on, as with a full heap. */
    void failing(BooleanSupplier some) {
        fails = some;
    }

    private void fail() {
        if (fails.getAsBoolean()) {
            throw new OutOfMemoryError("on purpose");
        }
    }

    @Override
    public Future<?> connect(Runnable task) {
        return block(task);
    }

    @Override
    public Future<?> block(Runnable task) {
        fail();
        Call call = new Call(task);
        calls.add(call);
        return call;
    }

    @Override
    public Future<?> call(Runnable task) {
        return block(task);
    }

    @Override
    public Future<?> after(Duration delay, Runnable task) {
        fail();
        Timer timer = new Timer(delay, task);
        timers.add(timer);
        return timer;
    }

    /** Suspends the machine for a while. Its monotonic clock stands still. */
    void suspend(Duration time) {
        timers.forEach(timer -> timer.postpone(time));
    }

    /** Declares that the running task waits for an answer, for a time in nanoseconds. */
    void asks(long takes) {
        current.takes = takes;
        current.asks = true;
    }

    /** Number of running tasks. */
    int calls() {
        return calls.size();
    }

    /** Number of tasks that wait for an answer. */
    int questions() {
        int questions = 0;
        for (Call call : calls) {
            if (call.asks && call.arrival != null && call.arrival.pending()) {
                questions++;
            }
        }
        return questions;
    }

    int timers() {
        return timers.size();
    }

    /** Time of the next timer, {@link Long#MAX_VALUE} for none. */
    long nextTimer() {
        long next = Long.MAX_VALUE;
        for (Timer timer : timers) {
            next = Math.min(next, timer.planned.at());
        }
        return next;
    }
}
