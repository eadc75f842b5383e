// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.clock.SessionClock;
import org.drivechange.impl.concurrent.SerialExecutor;
import org.drivechange.impl.concurrent.SessionExecutors;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.AccessTokens;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.graph.Subscription;
import org.drivechange.impl.session.SessionMachine;
import org.drivechange.impl.session.SessionMachineHarness;
import org.drivechange.impl.session.SessionPhase;
import org.drivechange.impl.session.SessionSettings;
import org.junit.jupiter.api.Test;

class DriveSessionTest {

    private static final AsynchronousLog LOG = new AsynchronousLog(Runnable::run);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final SessionKey KEY = SessionMachineHarness.KEY;
    private static final SessionSettings SETTINGS = SessionMachineHarness.SETTINGS;

    private record Alarm(Instant due, Runnable task) {}

    private final List<Alarm> alarms = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private int blocks;
    private int openings;
    private boolean timersFail;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    /** Fails to create a thread for the first task and for each opening. The other tasks wait for {@link #runTasks}. */
    private final SessionExecutors workers = new SessionExecutors() {
        @Override
        public SerialExecutor newSerialExecutor() {
            return new SerialExecutor() {
                @Override
                public void execute(Runnable task) {
                    try {
                        task.run();
                    } catch (IllegalStateException | OutOfMemoryError fault) {
                        assertThat(fault).hasMessage("on purpose");
                    }
                }

                @Override
                public void executeInline(Runnable task) {
                    execute(task);
                }

                @Override
                public void sweep() {}
            };
        }

        @Override
        public Future<?> connect(Runnable task) {
            openings++;
            throw new IllegalStateException("on purpose");
        }

        @Override
        public Future<?> block(Runnable task) {
            blocks++;
            if (blocks == 1) {
                throw new IllegalStateException("on purpose");
            }
            tasks.add(task);
            return new CompletableFuture<>();
        }

        @Override
        public Future<?> call(Runnable task) {
            return block(task);
        }

        @Override
        public Future<?> store(Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<?> after(Duration delay, Runnable task) {
            if (timersFail) {
                throw new OutOfMemoryError("on purpose");
            }
            alarms.add(new Alarm(now.plus(delay), task));
            return new CompletableFuture<>();
        }
    };

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private void passes(Duration time) {
        Instant end = now.plus(time);
        for (Optional<Alarm> next = next(end); next.isPresent(); next = next(end)) {
            alarms.remove(next.get());
            now = next.get().due();
            next.get().task().run();
        }
        now = end;
    }

    private Optional<Alarm> next(Instant end) {
        return alarms.stream().filter(alarm -> !alarm.due().isAfter(end)).min(Comparator.comparing(Alarm::due));
    }

    @Test
    void session_survives_error_at_a_tick() {
        boolean[] failing = new boolean[1];
        SessionClock clock = () -> now;
        RandomGenerator dice = () -> {
            if (failing[0]) {
                failing[0] = false;
                throw new OutOfMemoryError("on purpose");
            }
            return 1;
        };
        SessionMachine machine = new SessionMachine(KEY, SETTINGS, dice);
        blocks = 1;
        DriveSession session = new DriveSession(
                KEY,
                machine,
                new SessionEnvironment(
                        null,
                        null,
                        new TokenRequestLimiter(null, workers, LOG),
                        workers,
                        clock,
                        new ConnectLimiter(),
                        LOG),
                event -> {},
                new RecordingListener());
        session.start();
        assertThat(blocks).isEqualTo(2);
        failing[0] = true;
        passes(TIMEOUT.plusSeconds(2));
        assertThat(failing[0]).isFalse();
        assertThat(blocks).isEqualTo(3);
    }

    @Test
    void session_survives_failed_command() {
        DriveSession session = session(new RecordingListener());
        session.start();
        assertThat(blocks).isEqualTo(1);
        passes(TIMEOUT.plusSeconds(2));
        assertThat(blocks).isEqualTo(2);
    }

    @Test
    void session_reports_states_and_failures_in_order() {
        RecordingListener shown = new RecordingListener();
        DriveSession session = session(shown);
        session.start();
        passes(TIMEOUT.plusMillis(1));
        session.stop("on purpose");
        assertThat(shown.lines())
                .containsExactly(
                        "IDLE -> SUBSCRIBING CONNECTING",
                        "DRC2002",
                        "SUBSCRIBING -> WAITING WAITING",
                        "WAITING -> STOPPED CLOSED");
    }

    @Test
    void session_survives_failing_listener() {
        DriveSession session = session(new SessionListener() {
            @Override
            public void phaseChanged(SessionPhase from, SessionPhase to) {
                throw new NoSuchMethodError("on purpose");
            }

            @Override
            public void failed(ErrorCode code) {
                throw new IllegalStateException("on purpose");
            }
        });
        session.start();
        passes(TIMEOUT.plusSeconds(2));
        assertThat(blocks).isEqualTo(2);
    }

    @Test
    void sweep_ticks_session_after_the_machine_slept() {
        RecordingListener shown = new RecordingListener();
        DriveSession session = session(shown);
        session.start();
        session.sweep();
        assertThat(shown.lines()).hasSize(1);
        now = now.plus(Duration.ofHours(8));
        session.sweep();
        assertThat(shown.lines())
                .containsExactly("IDLE -> SUBSCRIBING CONNECTING", "DRC2002", "SUBSCRIBING -> WAITING WAITING");
    }

    @Test
    void sweep_ticks_session_without_timer() {
        timersFail = true;
        RecordingListener shown = new RecordingListener();
        DriveSession session = session(shown);
        session.start();
        assertThat(alarms).isEmpty();
        timersFail = false;
        now = now.plus(TIMEOUT).plusSeconds(2);
        session.sweep();
        assertThat(shown.lines()).endsWith("SUBSCRIBING -> WAITING WAITING");
        assertThat(alarms).hasSize(1);
    }

    @Test
    void signal_after_a_jump_of_the_clock_replaces_the_late_timer() {
        ConnectLimiter schedule = new ConnectLimiter();
        DriveSession session = new DriveSession(
                KEY,
                SETTINGS,
                new SessionEnvironment(
                        null, null, new TokenRequestLimiter(null, workers, LOG), workers, () -> now, schedule, LOG),
                event -> {},
                new RecordingListener());
        session.start();
        assertThat(alarms).hasSize(1);
        now = now.plus(Duration.ofHours(8));
        schedule.throttle(KEY.account(), now.plusSeconds(1), now);
        assertThat(alarms).hasSize(2);
        assertThat(alarms.get(1).due()).isEqualTo(now);
    }

    @Test
    void session_reports_opening_without_a_thread_with_its_target_and_limits_the_rate() {
        blocks = 1;
        AccessTokens tokens = new AccessTokens() {
            @Override
            public AccessToken token(String account) {
                return new AccessToken("token");
            }

            @Override
            public void rejected(String account, AccessToken token) {
                throw new UnsupportedOperationException();
            }
        };
        Subscription subscription = new Subscription("id", "https://push.example/socket?token=t", Duration.ofHours(1));
        DriveSession session = new DriveSession(
                KEY,
                SETTINGS,
                new SessionEnvironment(
                        null,
                        (target, token) -> subscription,
                        new TokenRequestLimiter(tokens, workers, LOG),
                        workers,
                        () -> now,
                        new ConnectLimiter(),
                        LOG),
                event -> {},
                new RecordingListener());
        try (LogLines log = new LogLines()) {
            session.start();
            for (int i = 0; i < 5; i++) {
                runTasks();
                passes(TIMEOUT);
            }
            assertThat(openings).isGreaterThan(1);
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("DRC3999"))
                    .singleElement()
                    .asString()
                    .startsWith("DRC3999 " + KEY + ": ");
        }
    }

    private DriveSession session(SessionListener monitor) {
        return new DriveSession(
                KEY,
                SETTINGS,
                new SessionEnvironment(
                        null,
                        null,
                        new TokenRequestLimiter(null, workers, LOG),
                        workers,
                        () -> now,
                        new ConnectLimiter(),
                        LOG),
                event -> {},
                monitor);
    }
}
