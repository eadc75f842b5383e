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
        private long duration;
        private boolean awaitsAnswer;
        private Runnable answer;
        private VirtualClock.ScheduledEvent arrival;

        Call(Runnable task) {
            this.task = task;
            start = clock.after(pause.getAsLong(), () -> clock.inProcess(this::run));
        }

        private void run() {
            if (isDone()) {
                return;
            }
            current = this;
            try {
                task.run();
            } catch (OutOfMemoryError ignored) {
                // thrown by a submission on purpose
            } finally {
                current = null;
                complete(null);
                if (answer == null) {
                    calls.remove(this);
                }
            }
        }

        private void completeLater(Runnable result) {
            answer = result;
            arrival = clock.after(duration, () -> clock.inProcess(this::arrive));
        }

        private void arrive() {
            calls.remove(this);
            runSerially(answer);
        }

        @Override
        public boolean cancel(boolean interrupt) {
            start.cancel();
            if (arrival == null || !interrupt) {
                calls.remove(this);
            } else if (arrival.pending()) {
                awaitsAnswer = false;
                arrival.cancel();
                arrival = clock.after(pause.getAsLong(), () -> clock.inProcess(this::arrive));
            }
            return super.cancel(interrupt);
        }
    }

    /** A timer, which stops while the machine is suspended. */
    private final class Timer extends CompletableFuture<Void> {

        private final Runnable task;
        private VirtualClock.ScheduledEvent event;

        Timer(Duration delay, Runnable task) {
            this.task = task;
            schedule(delay.toNanos());
        }

        private void schedule(long delay) {
            event = clock.after(delay, () -> clock.inProcess(this::run));
        }

        private void run() {
            if (timers.remove(this)) {
                task.run();
            }
        }

        private void postpone(Duration time) {
            if (event.pending()) {
                event.cancel();
                schedule(event.at() - clock.nanos() + time.toNanos());
            }
        }

        @Override
        public boolean cancel(boolean interrupt) {
            timers.remove(this);
            event.cancel();
            return super.cancel(interrupt);
        }
    }

    private final VirtualClock clock;
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
    SimulatedExecutors(VirtualClock clock, LongSupplier pause) {
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public SerialExecutor newSerialExecutor() {
        return new SerialExecutor() {
            @Override
            public void execute(Runnable task) {
                if (current == null) {
                    runSerially(task);
                } else {
                    current.completeLater(task);
                }
            }

            @Override
            public void executeInline(Runnable task) {
                runSerially(task);
            }

            @Override
            public void sweep() {}
        };
    }

    private void runSerially(Runnable task) {
        serialTasks.add(task);
        if (busy) {
            return;
        }
        busy = true;
        try {
            for (Runnable next = serialTasks.poll(); next != null; next = serialTasks.poll()) {
                try {
                    next.run();
                } catch (OutOfMemoryError ignored) {
                    // the real serial executor and the real pools also continue
                }
            }
        } finally {
            busy = false;
        }
    }

    /** Makes some submissions throw from now on, as with a full heap. */
    void failSubmissionsIf(BooleanSupplier condition) {
        fails = condition;
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
    public Future<?> store(Runnable task) {
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

    /**
     * Declares that the running task waits for an answer.
     *
     * @param duration time until the answer, in nanoseconds
     */
    void awaitAnswer(long duration) {
        current.duration = duration;
        current.awaitsAnswer = true;
    }

    /** Number of running tasks. */
    int calls() {
        return calls.size();
    }

    /** Number of tasks that wait for an answer. */
    int pendingRequests() {
        int pending = 0;
        for (Call call : calls) {
            if (call.awaitsAnswer && call.arrival != null && call.arrival.pending()) {
                pending++;
            }
        }
        return pending;
    }

    int timers() {
        return timers.size();
    }

    /** Time of the next timer, {@link Long#MAX_VALUE} for none. */
    long nextTimer() {
        long next = Long.MAX_VALUE;
        for (Timer timer : timers) {
            next = Math.min(next, timer.event.at());
        }
        return next;
    }
}
