// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.drivechange.DriveEvent;
import org.drivechange.impl.concurrent.SerialExecutor;
import org.drivechange.impl.diagnostics.RateLimitedLog;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.session.Command;
import org.drivechange.impl.session.SessionMachine;
import org.drivechange.impl.session.SessionPhase;
import org.drivechange.impl.session.SessionSettings;
import org.drivechange.impl.session.SessionSnapshot;
import org.drivechange.impl.session.SessionState;
import org.drivechange.impl.session.Signal;
import org.drivechange.impl.session.Transition;

/**
 * Runs one {@link SessionMachine} on one serial executor: passes it each signal with the time, keeps the timer of its state,
 * and executes its commands. May be used from any thread.
 *
 * <p>Liveness: a session that is not stopped has a timer armed for its state's due time. {@link #sweep} ticks if the timer was
 * lost to an {@code Error}, or is late because the machine was suspended.
 */
public final class DriveSession {

    private static final String FAULT = "a fault of DriveChange";

    /** Delay after which a tick counts as lost, or its timer as suspended with the machine. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private final SessionKey key;
    private final SessionEnvironment environment;
    private final SessionMachine machine;
    private final SessionListener listener;
    private final CommandExecutor commands;
    private final SessionStatistics statistics;
    private final SerialExecutor executor;
    private final Mailbox mailbox = new SerialMailbox();
    private final RateLimitedLog faults = new RateLimitedLog();

    // allocated once: a tick must be submittable while the heap is full
    private final Runnable ticking = this::tick;

    /** Allocated once: the same object joins and leaves the limiter. */
    @SuppressWarnings("UnnecessaryLambda")
    private final Consumer<Instant> throttling = until -> mailbox.post(new Signal.Throttled(until));

    /** Due time of the next tick, {@link Instant#MAX} for none. Written on the serial executor, read by sweeps. */
    private volatile Instant armedFor = Instant.MAX;

    /** Number of frames lost to an {@code Error}. Each may have been a notification, so the connections are abandoned. */
    private final AtomicInteger lostFrames = new AtomicInteger();

    // the following fields are used on the serial executor only
    private SessionSnapshot session = SessionSnapshot.idle();
    private Future<?> timer;

    /** Value of {@link #lostFrames} for which connections were abandoned. Written on the serial executor only. */
    private volatile int repairedFrames;

    /**
     * Creates a session that is not started.
     *
     * @param sink receives the events, in order; must not block
     */
    public DriveSession(
            SessionKey key,
            SessionSettings settings,
            SessionEnvironment environment,
            Consumer<DriveEvent> sink,
            SessionListener listener) {
        this(key, new SessionMachine(key, settings, new SplittableRandom()), environment, sink, listener);
    }

    DriveSession(
            SessionKey key,
            SessionMachine machine,
            SessionEnvironment environment,
            Consumer<DriveEvent> sink,
            SessionListener listener) {
        this.key = key;
        this.environment = environment;
        this.machine = machine;
        this.listener = listener;
        this.statistics = new SessionStatistics(environment.clock());
        this.executor = environment.workers().newSerialExecutor();
        this.commands = new CommandExecutor(
                key,
                environment,
                mailbox,
                executor,
                event -> {
                    sink.accept(event);
                    statistics.recordEvent(event);
                },
                listener);
    }

    public SessionKey key() {
        return key;
    }

    /** Statistics, readable at any time. */
    public SessionStatistics statistics() {
        return statistics;
    }

    /** Current state. Called on the serial executor only. */
    SessionState state() {
        return session.state();
    }

    public void start() {
        environment.connectLimiter().join(key.account(), throttling);
        mailbox.post(new Signal.Start());
    }

    /**
     * Stops the session.
     *
     * @param reason text for logs and events
     * @return completed when each connection is closed or its close has timed out
     */
    public CompletionStage<Void> stop(String reason) {
        environment.connectLimiter().leave(key.account(), throttling);
        mailbox.post(new Signal.Stop(reason));
        return commands.ended();
    }

    /** Unblocks all threads that wait to deliver a frame. For an application that ends without stopping its sessions. */
    public void abandon() {
        commands.abandon();
    }

    /** Repeats a step lost to an {@code Error}. The watchdog calls this every ten seconds, on its own thread. */
    public void sweep() {
        executor.sweep();
        if (hasLostFrames() || overdue(environment.clock().instant().minus(LATE))) {
            executor.execute(ticking);
        }
    }

    private final class SerialMailbox implements Mailbox {

        @Override
        public void frameLost() {
            lostFrames.incrementAndGet();
            executor.execute(ticking);
        }

        @Override
        public void post(Signal signal) {
            executor.execute(() -> process(signal));
        }

        @Override
        public void postInline(Signal signal, Runnable afterwards) {
            executor.executeInline(() -> {
                try {
                    process(signal);
                } finally {
                    afterwards.run();
                }
            });
        }
    }

    /** Handles the timer, which may fire early or for a previous state. */
    private void tick() {
        Instant now = environment.clock().instant();
        if (hasLostFrames() || overdue(now)) {
            armedFor = Instant.MAX;
            process(new Signal.Tick());
        } else {
            afterTransition(now);
        }
    }

    private boolean overdue(Instant now) {
        return !now.isBefore(armedFor);
    }

    private void process(Signal signal) {
        Instant now = environment.clock().instant();
        try {
            if (hasLostFrames()) {
                abandonConnections(now);
            }
            step(signal, now);
        } finally {
            afterTransition(now);
        }
    }

    private boolean hasLostFrames() {
        return lostFrames.get() != repairedFrames;
    }

    private void abandonConnections(Instant now) {
        int lost = lostFrames.get();
        for (long attempt : commands.connections()) {
            execute(new Signal.ConnectionLost(attempt, FAULT), now);
        }
        repairedFrames = lost;
    }

    /** Executes a signal. A fault of DriveChange closes only the connection whose signal caused it. */
    private void step(Signal signal, Instant now) {
        try {
            execute(signal, now);
        } catch (Throwable fault) {
            faults.report(key, fault);
            if (signal instanceof Signal.AttemptSignal attemptSignal) {
                abandonConnection(attemptSignal.attempt(), now);
            }
        }
    }

    private void abandonConnection(long attempt, Instant now) {
        boolean abandoned = false;
        try {
            execute(new Signal.ConnectionLost(attempt, FAULT), now);
            abandoned = true;
        } finally {
            if (!abandoned) {
                lostFrames.incrementAndGet();
            }
        }
    }

    private void execute(Signal signal, Instant now) {
        Transition step = machine.onSignal(session, signal, now);
        SessionPhase from = session.state().phase();
        session = step.session();
        try {
            statistics.phaseChanged(session.state().phase(), now);
        } finally {
            step.commands().forEach(this::run);
        }
        reportPhaseChange(from, session.state().phase());
        if (environment.log().writes(Level.DEBUG)) {
            log(signal, from, step);
        }
    }

    /** Runs one command. A failure does not prevent the next ones; the attempt has a deadline. */
    private void run(Command command) {
        try {
            commands.run(command, statistics);
        } catch (Throwable fault) {
            faults.report(key, fault);
        }
    }

    private void reportPhaseChange(SessionPhase from, SessionPhase to) {
        if (from == to) {
            return;
        }
        try {
            listener.phaseChanged(from, to);
        } catch (Throwable fault) {
            faults.report(key, fault);
        }
    }

    private void afterTransition(Instant now) {
        try {
            commands.afterTransition(session);
        } finally {
            if (session.state() instanceof SessionState.Stopped) {
                armedFor = Instant.MAX;
                disarm();
            } else {
                arm(session.state().due(), now);
            }
        }
    }

    /**
     * Arms the timer. A timer that is armed too early is kept: one needless tick is cheaper than rescheduling. A late one is
     * replaced, as its time stood still while the machine slept.
     */
    private void arm(Instant due, Instant now) {
        if (!due.isBefore(armedFor) && now.isBefore(armedFor)) {
            return;
        }
        disarm();
        // set first: a sweep then ticks if there is no memory for a timer
        armedFor = due;
        if (due.isBefore(Instant.MAX)) {
            Duration delay = now.isBefore(due) ? Duration.between(now, due) : Duration.ZERO;
            timer = environment.workers().after(delay, () -> executor.execute(ticking));
        }
    }

    private void disarm() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void log(Signal signal, SessionPhase from, Transition step) {
        SessionPhase to = step.session().state().phase();
        String moved = from == to ? to.name() : from + " -> " + to;
        String wanted = step.commands().isEmpty() ? "" : ": " + step.commands();
        environment.log().log(Level.DEBUG, key + ": " + signal + " -> " + moved + wanted);
    }
}
