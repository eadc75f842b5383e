// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.drivechange.DriveTarget;
import org.drivechange.impl.concurrent.SerialExecutor;
import org.drivechange.impl.concurrent.SessionExecutors;
import org.drivechange.impl.delta.DeltaSignal;
import org.drivechange.impl.delta.DeltaSignal.PositionFailed;
import org.drivechange.impl.delta.DeltaSignal.PositionOpened;
import org.drivechange.impl.delta.DeltaSignal.PositionSaved;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.position.PositionStore;
import org.drivechange.impl.position.PositionStoreException;
import org.junit.jupiter.api.Test;

class PositionCallsTest {

    private static final SessionKey KEY = new SessionKey(DriveTarget.parse("/me/drive/root"), "");

    private final Threads threads = new Threads();
    private final ScriptedStore store = new ScriptedStore();
    private final List<DeltaSignal> signals = new ArrayList<>();
    private final PositionCalls calls = new PositionCalls(KEY, store, threads, new LastResult(signals::add));

    /** Threads and timers that run when the test says so. */
    private static final class Threads implements SessionExecutors {

        private final Queue<Runnable> stores = new ArrayDeque<>();
        private final List<FutureTask<Void>> timers = new ArrayList<>();
        private boolean failing;

        @Override
        public SerialExecutor newSerialExecutor() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<?> block(Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<?> connect(Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<?> call(Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<?> store(Runnable task) {
            if (failing) {
                throw new OutOfMemoryError("on purpose");
            }
            stores.add(task);
            return new CompletableFuture<>();
        }

        @Override
        public Future<?> after(Duration delay, Runnable task) {
            assertThat(delay).isEqualTo(PositionCalls.DEADLINE);
            FutureTask<Void> timer = new FutureTask<>(task, null);
            timers.add(timer);
            return timer;
        }

        void runStore() {
            stores.remove().run();
        }

        /** Runs the timers that are not cancelled. */
        void passDeadline() {
            timers.forEach(FutureTask::run);
            timers.clear();
        }
    }

    private static final class ScriptedStore implements PositionStore {

        private final List<String> calls = new ArrayList<>();
        private Runnable during = () -> {};
        private Optional<Exception> failure = Optional.empty();

        @Override
        public Opened open(SessionKey key) throws Exception {
            called("open");
            return new Opened(calls.size(), Optional.empty());
        }

        @Override
        public boolean save(SessionKey key, long epoch, String token) throws Exception {
            called("save " + token);
            return true;
        }

        @Override
        public void release(SessionKey key) {
            calls.add("release");
        }

        private void called(String call) throws Exception {
            calls.add(call);
            Runnable action = during;
            during = () -> {};
            action.run();
            if (failure.isPresent()) {
                throw failure.get();
            }
        }
    }

    private PositionFailed timeout(long call) {
        return new PositionFailed(
                call, new GraphFailure(ErrorCode.STORE_TIMEOUT, "no answer after 40 s; a later answer is ignored"));
    }

    @Test
    void result_cancels_the_deadline() {
        calls.save(7, 1, "a");
        threads.runStore();
        threads.passDeadline();
        assertThat(signals).containsExactly(new PositionSaved(7, true));
    }

    @Test
    void hanging_call_fails_at_its_deadline_and_its_late_result_is_ignored() {
        store.during = threads::passDeadline;
        calls.open(1);
        threads.runStore();
        assertThat(signals).containsExactly(timeout(1));
    }

    @Test
    void next_call_waits_for_the_end_of_a_late_one() {
        store.during = () -> {
            threads.passDeadline();
            calls.save(2, 1, "again");
            assertThat(threads.stores).isEmpty();
        };
        calls.save(1, 1, "late");
        threads.runStore();
        threads.runStore();
        assertThat(signals).containsExactly(timeout(1), new PositionSaved(2, true));
        assertThat(store.calls).containsExactly("save late", "save again");
    }

    @Test
    void waiting_call_also_fails_at_its_deadline_and_is_never_executed() {
        store.during = () -> {
            threads.passDeadline();
            calls.save(2, 1, "waiting");
            threads.passDeadline();
        };
        calls.save(1, 1, "late");
        threads.runStore();
        assertThat(signals).containsExactly(timeout(1), timeout(2));
        assertThat(store.calls).containsExactly("save late");
        calls.save(3, 1, "next");
        threads.runStore();
        assertThat(signals).last().isEqualTo(new PositionSaved(3, true));
    }

    @Test
    void call_without_a_free_thread_fails_at_its_deadline_and_is_never_executed() {
        calls.save(1, 1, "queued");
        threads.passDeadline();
        calls.save(2, 1, "next");
        threads.runStore();
        threads.runStore();
        assertThat(signals).containsExactly(timeout(1), new PositionSaved(2, true));
        assertThat(store.calls).containsExactly("save next");
    }

    @Test
    void release_waits_for_a_late_call_and_drops_the_waiting_one() {
        store.during = () -> {
            threads.passDeadline();
            calls.save(2, 1, "waiting");
            calls.release();
        };
        calls.save(1, 1, "late");
        threads.runStore();
        assertThat(calls.released().toCompletableFuture()).isCompleted();
        assertThat(store.calls).containsExactly("save late", "release");
    }

    @Test
    void call_that_an_error_has_prevented_is_not_answered_at_its_deadline() {
        threads.failing = true;
        assertThatThrownBy(() -> calls.open(1)).isInstanceOf(OutOfMemoryError.class);
        threads.failing = false;
        calls.open(1);
        assertThat(threads.timers).first().returns(true, Future::isCancelled);
        threads.runStore();
        assertThat(signals).containsExactly(new PositionOpened(1, 1, Optional.empty()));
    }

    @Test
    void failure_of_a_store_keeps_its_code_and_text() {
        store.failure = Optional.of(new PositionStoreException(ErrorCode.POSITION_FAILED, "the table is locked"));
        calls.open(1);
        threads.runStore();
        assertThat(signals)
                .containsExactly(
                        new PositionFailed(1, new GraphFailure(ErrorCode.POSITION_FAILED, "the table is locked")));
    }
}
