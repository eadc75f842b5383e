// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.drivechange.impl.concurrent.SerialExecutor;
import org.drivechange.impl.concurrent.StateTimer;
import org.drivechange.impl.delta.DeltaCommand;
import org.drivechange.impl.delta.DeltaMachine;
import org.drivechange.impl.delta.DeltaSignal;
import org.drivechange.impl.delta.DeltaSnapshot;
import org.drivechange.impl.delta.DeltaTransition;
import org.drivechange.impl.diagnostics.RateLimitedLog;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.graph.SessionKey;

/**
 * Reads the delta of one target and account: passes each signal with the time to the {@link DeltaMachine}, executes its commands,
 * and arms the timer. May be used from any thread.
 *
 * <p>Liveness: a reader that is not stopped has a timer armed for its state's due time, or awaits the store or the observers.
 * {@link #sweep} repeats what was lost to an {@code Error}.
 */
public final class DeltaReader {

    private final SessionKey key;
    private final DeltaEnvironment environment;
    private final DeltaMachine machine;
    private final Duration quietPeriod;
    private final BatchDelivery delivery;
    private final DeltaStatistics statistics = new DeltaStatistics();
    private final SerialExecutor executor;
    private final DeltaCommandExecutor commands;
    private final StateTimer timer;
    private final RateLimitedLog faults = new RateLimitedLog();

    /** Allocated once: the same object joins and leaves the limiter. */
    @SuppressWarnings("UnnecessaryLambda")
    private final Consumer<Instant> throttling = until -> post(new DeltaSignal.Throttled(until));

    // used on the serial executor only
    private DeltaSnapshot reader = DeltaSnapshot.idle();

    /** Command that an {@code Error} has prevented, and whose answer has no deadline. */
    private DeltaCommand prevented;

    /**
     * Creates a reader that is not started.
     *
     * @param resetObserved whether a method observes its resets
     */
    public DeltaReader(
            SessionKey key,
            DeltaSettings settings,
            boolean resetObserved,
            DeltaEnvironment environment,
            BatchDelivery delivery,
            DeltaListener listener) {
        this.key = key;
        this.environment = environment;
        this.machine = new DeltaMachine(key, settings, resetObserved, new SplittableRandom());
        this.quietPeriod = settings.quietPeriod();
        this.delivery = delivery;
        this.executor = environment.executors().newSerialExecutor();
        this.timer = new StateTimer(environment.executors(), executor, environment.clock(), this::tick);
        this.commands =
                new DeltaCommandExecutor(key, environment, this::post, executor, delivery, statistics, listener);
    }

    /** Statistics, readable at any time. */
    public DeltaStatistics statistics() {
        return statistics;
    }

    public void start() {
        environment.connectLimiter().join(key.account(), throttling);
        post(new DeltaSignal.Start());
    }

    /** Begins a round after a notification. */
    public void notified() {
        post(new DeltaSignal.Notified());
    }

    /** Begins a round now, or repeats a failed delivery now. */
    public void read() {
        post(new DeltaSignal.ReadRequested());
    }

    /** Begins a reset and a baseline. */
    public void resync() {
        post(new DeltaSignal.ResyncRequested());
    }

    /**
     * Stops the reader. The running step may finish; no further one begins.
     *
     * @return completed when the position is released
     */
    public CompletionStage<Void> stop() {
        delivery.stop();
        environment.connectLimiter().leave(key.account(), throttling);
        post(new DeltaSignal.Stop());
        return commands.ended();
    }

    /** Releases the position of a reader that has not stopped in time, as the next application of this process needs it. */
    public void abandon() {
        commands.abandon();
    }

    /** Repeats a step lost to an {@code Error}. The watchdog calls this every ten seconds, on its own thread. */
    public void sweep() {
        executor.sweep();
        timer.sweep();
        executor.execute(() -> {
            repeatPrevented();
            commands.sweep(reader.awaitedCall());
        });
    }

    private void post(DeltaSignal signal) {
        executor.execute(() -> process(signal));
    }

    /** Handles the timer, which may fire early or for a previous state. */
    private void tick() {
        Instant now = environment.clock().instant();
        if (timer.takeDue(now)) {
            process(new DeltaSignal.Tick());
        } else {
            afterTransition(now);
        }
    }

    private void process(DeltaSignal signal) {
        Instant now = environment.clock().instant();
        try {
            execute(signal, now);
        } catch (Throwable fault) {
            faults.report(key, fault);
        } finally {
            afterTransition(now);
        }
    }

    private void execute(DeltaSignal signal, Instant now) {
        DeltaTransition step = machine.onSignal(reader, signal, now);
        reader = step.reader();
        step.commands().forEach(this::run);
        if (environment.log().writes(Level.DEBUG)) {
            environment.log().log(Level.DEBUG, key + ": " + signal + " -> " + reader.phase() + ": " + step.commands());
        }
    }

    /** Runs one command. A failure does not prevent the next ones. */
    private void run(DeltaCommand command) {
        try {
            commands.run(command);
        } catch (Throwable fault) {
            if (command instanceof DeltaCommand.Indispensable) {
                prevented = command;
            }
            faults.report(key, fault);
        }
    }

    private void repeatPrevented() {
        DeltaCommand command = prevented;
        prevented = null;
        // a position that is released must not be opened again
        if (command != null && (command instanceof DeltaCommand.ReleasePosition || !reader.stopped())) {
            run(command);
        }
    }

    private void afterTransition(Instant now) {
        try {
            commands.afterTransition(reader);
        } finally {
            if (reader.stopped()) {
                timer.disarm();
            } else {
                timer.arm(reader.due(quietPeriod), now);
            }
        }
    }
}
