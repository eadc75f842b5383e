// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.drivechange.DriveEvent;

/**
 * Runs one {@link SessionMachine} on one strand: hands it every signal with the time, keeps the one timer that its state
 * asks for, and has its commands carried out. May be used from any thread.
 */
public final class DriveSession {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    private final SessionKey key;
    private final Surroundings around;
    private final SessionMachine machine;
    private final SessionMonitor monitor;
    private final CommandRunner runner;
    private final SessionGauge gauge = new SessionGauge();
    private final SerialExecutor strand;

    /** One and the same object joins and leaves the schedule. */
    @SuppressWarnings("UnnecessaryLambda")
    private final Consumer<Instant> throttling = until -> signal(new Signal.Throttled(until));

    // what follows is touched on the strand only
    private Session session = Session.idle();
    private Instant armedFor = Instant.MAX;
    private Future<?> timer;

    /**
     * Makes a session that is not started.
     *
     * @param sink takes the events, in order; must not block
     */
    public DriveSession(
            SessionKey key,
            SessionSettings settings,
            Surroundings around,
            Consumer<DriveEvent> sink,
            SessionMonitor monitor) {
        this(key, new SessionMachine(key, settings, new SplittableRandom()), around, sink, monitor);
    }

    DriveSession(
            SessionKey key,
            SessionMachine machine,
            Surroundings around,
            Consumer<DriveEvent> sink,
            SessionMonitor monitor) {
        this.key = key;
        this.around = around;
        this.machine = machine;
        this.monitor = monitor;
        this.strand = around.workers().strand();
        this.runner = new CommandRunner(
                key,
                around,
                new StrandInbox(),
                event -> {
                    gauge.emitted(event);
                    sink.accept(event);
                },
                monitor);
    }

    public SessionKey key() {
        return key;
    }

    /** How the session is doing, readable at any time. */
    public SessionGauge gauge() {
        return gauge;
    }

    /** Where the session stands; on its strand only. */
    SessionState state() {
        return session.state();
    }

    public void start() {
        around.schedule().join(key.account(), throttling);
        signal(new Signal.Start());
    }

    /**
     * Ends the session.
     *
     * @param reason why, for people
     * @return done when every link is closed, or has been given the time that a close has
     */
    public CompletionStage<Void> stop(String reason) {
        around.schedule().leave(key.account(), throttling);
        signal(new Signal.Stop(reason));
        return runner.ended();
    }

    private final class StrandInbox implements Inbox {

        @Override
        public void run(Runnable onStrand) {
            strand.execute(onStrand);
        }

        @Override
        public void runHere(Runnable onStrand) {
            strand.executeHere(onStrand);
        }

        @Override
        public void handle(Signal signal) {
            take(signal);
        }
    }

    private void signal(Signal signal) {
        strand.execute(() -> take(signal));
    }

    private void take(Signal signal) {
        Instant now = around.clock().instant();
        try {
            Step step = step(signal, now);
            String from = name(session);
            session = step.session();
            gauge.moved(session.state(), now);
            step.commands().forEach(this::run);
            show(from, name(session));
            if (LOG.isLoggable(Level.DEBUG)) {
                log(signal, from, step);
            }
        } finally {
            runner.settle(session);
            if (session.state() instanceof SessionState.Stopped) {
                disarm();
            } else {
                arm(session.state().due(), now);
            }
        }
    }

    /** One that cannot be carried out must not keep the others from it; what it was for has a deadline. */
    private void run(Command command) {
        try {
            runner.run(command, gauge);
        } catch (Throwable fault) {
            tell(fault);
        }
    }

    private void show(String from, String to) {
        if (from.equals(to)) {
            return;
        }
        try {
            monitor.moved(from, to, gauge.state());
        } catch (Throwable fault) {
            tell(fault);
        }
    }

    /** A fault of ours must cost no more than the link it came from. */
    private Step step(Signal signal, Instant now) {
        try {
            return machine.step(session, signal, now);
        } catch (Throwable fault) {
            tell(fault);
            return signal instanceof Signal.OfAttempt ours
                    ? machine.step(session, new Signal.LinkLost(ours.attempt(), "a fault of DriveChange"), now)
                    : new Step(session, List.of());
        }
    }

    private void tell(Throwable fault) {
        LOG.log(Level.ERROR, SessionProblem.INTERNAL.code() + " " + key + ": " + SessionProblem.INTERNAL.text(), fault);
    }

    /** A timer that is armed too early is left alone: it ticks once for nothing, which is cheaper than moving it. */
    private void arm(Instant due, Instant now) {
        if (!due.isBefore(armedFor)) {
            return;
        }
        disarm();
        Duration delay = now.isBefore(due) ? Duration.between(now, due) : Duration.ZERO;
        armedFor = due;
        timer = around.workers()
                .after(
                        delay,
                        () -> strand.execute(() -> {
                            if (due.equals(armedFor)) {
                                armedFor = Instant.MAX;
                                take(new Signal.Tick());
                            }
                        }));
    }

    private void disarm() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void log(Signal signal, String from, Step step) {
        String to = name(step.session());
        String moved = from.equals(to) ? to : from + " -> " + to;
        String wanted = step.commands().isEmpty() ? "" : ": " + step.commands();
        LOG.log(Level.DEBUG, key + ": " + signal + " -> " + moved + wanted);
    }

    private static String name(Session session) {
        return session.state().getClass().getSimpleName();
    }
}
