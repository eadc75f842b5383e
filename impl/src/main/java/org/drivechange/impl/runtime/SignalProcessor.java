// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.drivechange.DriveEvent;
import org.drivechange.impl.concurrent.SerialExecutor;
import org.drivechange.impl.concurrent.StateTimer;
import org.drivechange.impl.diagnostics.RateLimitedLog;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.session.Command;
import org.drivechange.impl.session.SessionMachine;
import org.drivechange.impl.session.SessionPhase;
import org.drivechange.impl.session.SessionSnapshot;
import org.drivechange.impl.session.SessionState;
import org.drivechange.impl.session.Signal;
import org.drivechange.impl.session.Transition;

/**
 * Processes the signals of one session: passes each with the time to the {@link SessionMachine}, executes its commands, and arms
 * the timer. A failure of one step does not prevent the next. Used on the serial executor only, unless noted.
 */
final class SignalProcessor {

    private static final String INTERNAL_ERROR = "an internal error of DriveChange";

    private final SessionKey key;
    private final SessionEnvironment environment;
    private final SessionMachine machine;
    private final SessionListener listener;
    private final SessionStatistics statistics;
    private final CommandExecutor commands;
    private final StateTimer timer;
    private final LostFrames lostFrames = new LostFrames();
    private final RateLimitedLog faults = new RateLimitedLog();
    private SessionSnapshot session = SessionSnapshot.idle();

    /**
     * Creates the processor of a session that is not started.
     *
     * @param serial the serial executor
     */
    SignalProcessor(
            SessionKey key,
            SessionMachine machine,
            SessionEnvironment environment,
            Mailbox mailbox,
            SerialExecutor serial,
            Consumer<DriveEvent> sink,
            SessionListener listener) {
        this.key = key;
        this.environment = environment;
        this.machine = machine;
        this.listener = listener;
        this.statistics = new SessionStatistics(environment.clock());
        this.timer = new StateTimer(environment.executors(), serial, environment.clock(), this::tick);
        this.commands = new CommandExecutor(
                key,
                environment,
                mailbox,
                serial,
                event -> {
                    sink.accept(event);
                    statistics.recordEvent(event);
                },
                listener);
    }

    /** Statistics, readable on any thread. */
    SessionStatistics statistics() {
        return statistics;
    }

    /** Current state. */
    SessionState state() {
        return session.state();
    }

    /** Submits a tick that is late, or that reports lost frames. May be called from any thread. */
    void sweep() {
        if (lostFrames.isPending()) {
            timer.submitTick();
        }
        timer.sweep();
    }

    /** Records a frame that was lost for lack of memory. May be called from any thread. */
    void frameLost() {
        lostFrames.record();
        timer.submitTick();
    }

    /** Unblocks all threads that wait to deliver a frame. May be called from any thread. */
    void abandon() {
        commands.abandon();
    }

    /** Completes when the session has stopped and its connections are closed. May be called from any thread. */
    CompletionStage<Void> ended() {
        return commands.ended();
    }

    /** Handles the timer, which may fire early or for a previous state. */
    private void tick() {
        Instant now = environment.clock().instant();
        if (timer.takeDue(now) || lostFrames.isPending()) {
            process(new Signal.Tick());
        } else {
            afterTransition(now);
        }
    }

    void process(Signal signal) {
        Instant now = environment.clock().instant();
        try {
            if (lostFrames.isPending()) {
                abandonConnections(now);
            }
            step(signal, now);
        } finally {
            afterTransition(now);
        }
    }

    private void abandonConnections(Instant now) {
        int lost = lostFrames.count();
        for (long attempt : commands.connections()) {
            execute(new Signal.ConnectionLost(attempt, INTERNAL_ERROR), now);
        }
        lostFrames.handled(lost);
    }

    /** Executes a signal. An internal error of DriveChange closes only the connection whose signal caused it. */
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
            execute(new Signal.ConnectionLost(attempt, INTERNAL_ERROR), now);
            abandoned = true;
        } finally {
            if (!abandoned) {
                lostFrames.record();
            }
        }
    }

    private void execute(Signal signal, Instant now) {
        Transition step = machine.onSignal(session, signal, now);
        SessionPhase from = session.state().phase();
        session = step.session();
        SessionPhase to = session.state().phase();
        try {
            statistics.phaseChanged(to, now);
        } finally {
            step.commands().forEach(this::run);
        }
        reportPhaseChange(from, to);
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
                timer.disarm();
            } else {
                timer.arm(session.state().due(), now);
            }
        }
    }

    private void log(Signal signal, SessionPhase from, Transition step) {
        SessionPhase to = step.session().state().phase();
        String phases = from == to ? to.name() : from + " -> " + to;
        String commandText = step.commands().isEmpty() ? "" : ": " + step.commands();
        environment.log().log(Level.DEBUG, key + ": " + signal + " -> " + phases + commandText);
    }
}
