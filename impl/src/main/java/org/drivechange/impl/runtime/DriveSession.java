// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.drivechange.DriveEvent;
import org.drivechange.impl.concurrent.SerialExecutor;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.session.SessionMachine;
import org.drivechange.impl.session.SessionSettings;
import org.drivechange.impl.session.SessionState;
import org.drivechange.impl.session.Signal;

/**
 * Session of one target and account. Submits signals and ticks to its serial executor, where a {@link SignalProcessor} processes
 * them. May be used from any thread.
 *
 * <p>Liveness: a session that is not stopped has a timer armed for its state's due time. {@link #sweep} ticks if the timer was
 * lost to an {@code Error}, or is late because the machine was suspended.
 */
public final class DriveSession {

    private final SessionKey key;
    private final SessionEnvironment environment;
    private final SerialExecutor executor;
    private final SignalProcessor processor;
    private final Mailbox mailbox = new SerialMailbox();

    /** Allocated once: the same object joins and leaves the limiter. */
    @SuppressWarnings("UnnecessaryLambda")
    private final Consumer<Instant> throttling = until -> mailbox.post(new Signal.Throttled(until));

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
        this.executor = environment.executors().newSerialExecutor();
        this.processor = new SignalProcessor(key, machine, environment, mailbox, executor, sink, listener);
    }

    public SessionKey key() {
        return key;
    }

    /** Statistics, readable at any time. */
    public SessionStatistics statistics() {
        return processor.statistics();
    }

    /** Current state. Called on the serial executor only. */
    SessionState state() {
        return processor.state();
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
        return processor.ended();
    }

    /** Unblocks all threads that wait to deliver a frame. For an application that ends without stopping its sessions. */
    public void abandon() {
        processor.abandon();
    }

    /** Repeats a step lost to an {@code Error}. The watchdog calls this every ten seconds, on its own thread. */
    public void sweep() {
        executor.sweep();
        processor.sweep();
    }

    private final class SerialMailbox implements Mailbox {

        @Override
        public void post(Signal signal) {
            executor.execute(() -> processor.process(signal));
        }

        @Override
        public void postInline(Signal signal, Runnable afterwards) {
            executor.executeInline(() -> {
                try {
                    processor.process(signal);
                } finally {
                    afterwards.run();
                }
            });
        }

        @Override
        public void frameLost() {
            processor.frameLost();
        }
    }
}
