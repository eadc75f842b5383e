// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.concurrent.SerialExecutor;
import org.drivechange.impl.concurrent.SessionExecutors;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.junit.jupiter.api.Test;

class TokenRequestLimiterTest {

    private final List<FutureTask<Void>> threads = new ArrayList<>();
    private final List<String> called = new ArrayList<>();
    private boolean noThread;

    private final SessionExecutors workers = new SessionExecutors() {
        @Override
        public SerialExecutor newSerialExecutor() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<?> connect(Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<?> block(Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<?> call(Runnable task) {
            if (noThread) {
                throw new OutOfMemoryError("on purpose");
            }
            FutureTask<Void> thread = new FutureTask<>(task, null);
            threads.add(thread);
            return thread;
        }

        @Override
        public Future<?> store(Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<?> after(Duration delay, Runnable task) {
            return new CompletableFuture<>();
        }
    };

    private final TokenRequestLimiter requests =
            new TokenRequestLimiter(null, workers, new AsynchronousLog(Runnable::run));

    private Cancellable call(String account) {
        return requests.call(account, tokens -> called.add(account));
    }

    /** Provider that ignores its interrupt until {@link #threads} run. */
    private Cancellable hanging(String account) {
        List<Cancellable> self = new ArrayList<>();
        Cancellable call = requests.call(account, tokens -> {
            called.add(account);
            self.get(0).cancel(true);
            // the call has now exceeded its deadline
            hangs.run();
        });
        self.add(call);
        return call;
    }

    private Runnable hangs = () -> {};

    @Test
    void account_has_at_most_four_calls_and_the_others_wait_without_a_thread() {
        for (int i = 0; i < 40; i++) {
            call("bad");
        }
        assertThat(threads).hasSize(4);
        threads.get(0).run();
        assertThat(threads).hasSize(5);
    }

    @Test
    void calls_of_one_account_take_no_place_of_another() {
        for (int i = 0; i < 40; i++) {
            call("bad");
        }
        call("good");
        assertThat(threads).hasSize(5);
        threads.get(4).run();
        assertThat(called).containsExactly("good");
    }

    @Test
    void limiter_never_starts_call_cancelled_while_waiting() {
        List<Cancellable> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(call("a"));
        }
        calls.get(4).cancel(true);
        while (!threads.isEmpty()) {
            threads.remove(0).run();
        }
        assertThat(called).hasSize(4);
    }

    @Test
    void limiter_frees_place_of_call_cancelled_before_its_thread_begins() {
        List<Cancellable> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(call("a"));
        }
        calls.get(0).cancel(true);
        assertThat(threads).hasSize(5);
        threads.forEach(FutureTask::run);
        assertThat(called).hasSize(4);
    }

    @Test
    void call_that_outlives_its_deadline_keeps_its_place_and_is_reported_once() {
        for (int i = 0; i < 4; i++) {
            hanging("bad");
        }
        // each thread starts the next one while it hangs, so all four hang at the same time
        int[] next = {1};
        LogLines log = new LogLines();
        hangs = () -> {
            if (next[0] < 4) {
                threads.get(next[0]++).run();
                return;
            }
            List<Cancellable> waiting = List.of(call("bad"), call("bad"), call("bad"));
            assertThat(threads).hasSize(4);
            assertThat(log.lines()).isEmpty();
            waiting.get(0).cancel(true);
            waiting.get(1).cancel(true);
        };
        try (log) {
            threads.get(0).run();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("DRC2014 Account \"bad\"")
                    .contains("4 calls", " 3 more");
        }
        assertThat(threads)
                .as("the remaining call runs after they have returned")
                .hasSize(5);
    }

    @Test
    void account_continues_after_failed_thread_creation() {
        noThread = true;
        List<Cancellable> lost = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            lost.add(requests.call("a", tokens -> {}));
        }
        noThread = false;
        lost.forEach(call -> call.cancel(true));
        threads.clear();
        call("a");
        assertThat(threads).hasSize(1);
    }

    @Test
    void limiter_frees_place_of_provider_that_throws() {
        for (int i = 0; i < 8; i++) {
            requests.call("a", tokens -> {
                throw new StackOverflowError("on purpose");
            });
        }
        for (int i = 0; i < 8; i++) {
            threads.get(i).run();
        }
        assertThat(threads).hasSize(8);
    }
}
