// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.concurrent.SerialExecutor;
import org.drivechange.impl.concurrent.SessionExecutors;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.AccessTokens;
import org.drivechange.impl.session.Command;
import org.drivechange.impl.session.SessionMachineHarness;
import org.drivechange.impl.session.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandExecutorTest {

    private static final AccessToken STALE = new AccessToken("stale-token");
    private static final AccessToken FRESH = new AccessToken("fresh-token");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private record Alarm(Duration delay, Runnable task, CompletableFuture<Void> future) {}

    private final List<FutureTask<Void>> calls = new ArrayList<>();
    private final List<FutureTask<Void>> connects = new ArrayList<>();
    private final AtomicReference<Runnable> connecting = new AtomicReference<>(() -> {});
    private final List<Alarm> alarms = new ArrayList<>();
    private final List<Signal> signals = new ArrayList<>();
    private final AtomicReference<Runnable> rejected = new AtomicReference<>(() -> {});

    private final SessionExecutors workers = new SessionExecutors() {
        @Override
        public SerialExecutor newSerialExecutor() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<?> connect(Runnable task) {
            FutureTask<Void> call = new FutureTask<>(task, null);
            connects.add(call);
            return call;
        }

        @Override
        public Future<?> block(Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<?> call(Runnable task) {
            FutureTask<Void> call = new FutureTask<>(task, null);
            calls.add(call);
            return call;
        }

        @Override
        public Future<?> store(Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<?> after(Duration delay, Runnable task) {
            CompletableFuture<Void> future = new CompletableFuture<>();
            alarms.add(new Alarm(delay, task, future));
            return future;
        }
    };

    private final AccessTokens tokens = new AccessTokens() {
        @Override
        public AccessToken token(String account) {
            return FRESH;
        }

        @Override
        public void rejected(String account, AccessToken token) {
            assertThat(token).isEqualTo(STALE);
            rejected.get().run();
        }
    };

    private final Mailbox inbox = new Mailbox() {
        @Override
        public void post(Signal signal) {
            signals.add(signal);
        }

        @Override
        public void postInline(Signal signal, Runnable afterwards) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void frameLost() {
            throw new UnsupportedOperationException();
        }
    };

    private final AsynchronousLog log = new AsynchronousLog(Runnable::run);

    private final CommandExecutor runner = new CommandExecutor(
            SessionMachineHarness.KEY,
            new SessionEnvironment(
                    (uri, listener) -> connecting.get().run(),
                    null,
                    new TokenRequestLimiter(tokens, workers, log),
                    workers,
                    () -> Instant.EPOCH,
                    new ConnectLimiter(),
                    log),
            inbox,
            Runnable::run,
            event -> {},
            new RecordingListener());

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable failure) throws T {
        throw (T) failure;
    }

    static Stream<Throwable> failures() {
        String message = "refused stale-token on purpose";
        return Stream.of(
                new IllegalStateException(message),
                new IOException(message),
                new AssertionError(message),
                new StackOverflowError(message));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void executor_requests_fresh_token_after_rejected_throws(Throwable failure) {
        rejected.set(() -> CommandExecutorTest.<RuntimeException>raise(failure));
        try (LogLines lines = new LogLines()) {
            runner.run(new Command.RequestToken(1, Optional.of(STALE)), null);
            for (int i = 0; i < calls.size(); i++) {
                calls.get(i).run();
            }
            assertThat(lines.lines())
                    .containsExactly("DRC2015 " + SessionMachineHarness.KEY
                            + ": rejected() of the AccessTokenProvider failed;"
                            + " DriveChange requests a fresh token nevertheless: "
                            + failure.getClass().getSimpleName()
                            + ": refused [redacted] on purpose");
        }
        assertThat(signals).containsExactly(new Signal.TokenReceived(1, FRESH));
    }

    @Test
    void executor_requests_no_token_when_rejected_outlives_the_attempt() {
        runner.run(new Command.RequestToken(1, Optional.of(STALE)), null);
        rejected.set(() -> runner.run(new Command.Abandon(1, false), null));
        calls.get(0).run();
        assertThat(calls).hasSize(1);
        assertThat(signals).isEmpty();
    }

    @Test
    void executor_interrupts_hanging_rejected_at_the_limit() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        rejected.set(() -> {
            hangs.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException expected) {
                interrupted.countDown();
            }
        });
        runner.run(new Command.RejectToken(STALE, LIMIT), null);
        Thread provider = new Thread(calls.get(0));
        provider.start();
        assertThat(hangs.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(alarms).singleElement().returns(LIMIT, Alarm::delay);
        alarms.get(0).task().run();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        provider.join(10_000);
        assertThat(provider.isAlive()).isFalse();
    }

    @Test
    void executor_does_not_interrupt_rejected_that_returns_in_time() {
        runner.run(new Command.RejectToken(STALE, LIMIT), null);
        calls.get(0).run();
        assertThat(alarms)
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.future()).isCancelled());
    }

    @Test
    void executor_requests_no_token_while_overdue_calls_prevent_the_opening() {
        connecting.set(() -> {
            long attempt = connects.size();
            runner.run(new Command.Abandon(attempt, false), null);
            if (attempt < 2) {
                open(attempt + 1);
            } else {
                runner.run(new Command.RequestToken(3, Optional.empty()), null);
            }
        });
        open(1);
        assertThat(calls).isEmpty();
        assertThat(signals).contains(new Signal.OpeningRejected(3));
        runner.run(new Command.RequestToken(4, Optional.empty()), null);
        assertThat(calls).as("both calls have returned").hasSize(1);
    }

    /** Opens a connection whose call runs at once. */
    private void open(long attempt) {
        runner.run(new Command.OpenConnection(attempt, URI.create("ws://localhost/")), null);
        connects.get(connects.size() - 1).run();
    }
}
