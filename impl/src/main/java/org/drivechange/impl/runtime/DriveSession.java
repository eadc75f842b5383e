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
 * Runs one {@link SessionMachine} on one strand: hands it every signal with the time, keeps the one timer that its state
 * asks for, and has its commands carried out. May be used from any thread.
 *
 * <p>Liveness: a session that is not stopped has a timer armed for its state's due time. {@link #sweep} ticks where the timer
 * was lost to an {@code Error}, or is late since the machine was suspended.
 */
public final class DriveSession {

    private static final String FAULT = "a fault of DriveChange";

    /** A tick that is so late is lost, or its timer has slept with the machine. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private final SessionKey key;
    private final SessionEnvironment environment;
    private final SessionMachine machine;
    private final SessionListener listener;
    private final CommandExecutor commands;
    private final SessionStatistics statistics;
    private final SerialExecutor executor;
    private final RateLimitedLog faults = new RateLimitedLog();

    // made once: a full heap must not keep a tick from being handed over
    private final Runnable ticking = this::tick;

    /** One and the same object joins and leaves the schedule. */
    @SuppressWarnings("UnnecessaryLambda")
    private final Consumer<Instant> throttling = until -> signal(new Signal.Throttled(until));

    /** When the next tick is due, {@link Instant#MAX} for never; written on the strand, read by sweeps. */
    private volatile Instant armedFor = Instant.MAX;

    /** How many frames were lost to an {@code Error}. Each may have been a notification, so that the links are given up. */
    private final AtomicInteger lostFrames = new AtomicInteger();

    // what follows is touched on the strand only
    private SessionSnapshot session = SessionSnapshot.idle();
    private Future<?> timer;

    /** For how many of them links were given up; written on the strand only. */
    private volatile int repairedFrames;

    /**
     * Makes a session that is not started.
     *
     * @param sink takes the events, in order; must not block
     */
    public DriveSession(
            SessionKey key,
            SessionSettings settings,
            SessionEnvironment around,
            Consumer<DriveEvent> sink,
            SessionListener monitor) {
        this(key, new SessionMachine(key, settings, new SplittableRandom()), around, sink, monitor);
    }

    DriveSession(
            SessionKey key,
            SessionMachine machine,
            SessionEnvironment around,
            Consumer<DriveEvent> sink,
            SessionListener monitor) {
        this.key = key;
        this.environment = around;
        this.machine = machine;
        this.listener = monitor;
        this.statistics = new SessionStatistics(around.clock());
        this.executor = around.workers().newSerialExecutor();
        this.commands = new CommandExecutor(
                key,
                around,
                new SerialMailbox(),
                event -> {
                    sink.accept(event);
                    statistics.recordEvent(event);
                },
                monitor);
    }

    public SessionKey key() {
        return key;
    }

    /** How the session is doing, readable at any time. */
    public SessionStatistics statistics() {
        return statistics;
    }

    /** Where the session stands; on its strand only. */
    SessionState state() {
        return session.state();
    }

    public void start() {
        environment.schedule().join(key.account(), throttling);
        signal(new Signal.Start());
    }

    /**
     * Ends the session.
     *
     * @param reason why, for people
     * @return done when every link is closed, or has been given the time that a close has
     */
    public CompletionStage<Void> stop(String reason) {
        environment.schedule().leave(key.account(), throttling);
        signal(new Signal.Stop(reason));
        return commands.ended();
    }

    /** Lets every thread go that waits to hand a frame over. For an application that ends without its sessions' end. */
    public void abandon() {
        commands.abandon();
    }

    /** Repeats a step that an {@code Error} has lost. The watchdog calls this every ten seconds, on its own thread. */
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
        public void execute(Runnable task) {
            executor.execute(task);
        }

        @Override
        public void executeInline(Runnable task) {
            executor.executeInline(task);
        }

        @Override
        public void process(Signal signal) {
            DriveSession.this.process(signal);
        }
    }

    private void signal(Signal signal) {
        executor.execute(() -> process(signal));
    }

    /** A timer may come early, or for a state that is over. */
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
        for (long attempt : commands.links()) {
            execute(new Signal.ConnectionLost(attempt, FAULT), now);
        }
        repairedFrames = lost;
    }

    /** A fault of DriveChange closes only the link whose signal caused it. */
    private void step(Signal signal, Instant now) {
        try {
            execute(signal, now);
        } catch (Throwable fault) {
            faults.report(key, fault);
            if (signal instanceof Signal.AttemptSignal ours) {
                abandonConnection(ours.attempt(), now);
            }
        }
    }

    private void abandonConnection(long attempt, Instant now) {
        boolean givenUp = false;
        try {
            execute(new Signal.ConnectionLost(attempt, FAULT), now);
            givenUp = true;
        } finally {
            if (!givenUp) {
                lostFrames.incrementAndGet();
            }
        }
    }

    private void execute(Signal signal, Instant now) {
        Transition step = machine.onSignal(session, signal, now);
        SessionPhase from = session.state().phase();
        session = step.session();
        try {
            statistics.stateChanged(session.state(), now);
        } finally {
            step.commands().forEach(this::run);
        }
        show(from, session.state().phase());
        if (environment.log().writes(Level.DEBUG)) {
            log(signal, from, step);
        }
    }

    /** A command that fails does not keep the others from running; its attempt has a deadline. */
    private void run(Command command) {
        try {
            commands.run(command, statistics);
        } catch (Throwable fault) {
            faults.report(key, fault);
        }
    }

    private void show(SessionPhase from, SessionPhase to) {
        if (from == to) {
            return;
        }
        try {
            listener.stateChanged(from, to, statistics.state());
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
     * A timer that is armed too early is left alone: it ticks once for nothing, which is cheaper than moving it. One that is
     * late is replaced: it counts time that stood still while the machine slept.
     */
    private void arm(Instant due, Instant now) {
        if (!due.isBefore(armedFor) && now.isBefore(armedFor)) {
            return;
        }
        disarm();
        // first, so that a sweep ticks where there is no memory for a timer
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
