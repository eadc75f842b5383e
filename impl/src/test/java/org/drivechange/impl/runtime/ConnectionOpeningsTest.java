// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.junit.jupiter.api.Test;

class ConnectionOpeningsTest {

    private final List<FutureTask<Void>> threads = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private boolean noThread;

    private final ConnectionOpenings openings =
            new ConnectionOpenings(this::submit, new AsynchronousLog(line -> called("log")));

    private Future<?> submit(Runnable task) {
        called("thread");
        if (noThread) {
            throw new OutOfMemoryError("on purpose");
        }
        FutureTask<Void> thread = new FutureTask<>(task, null) {
            @Override
            public boolean cancel(boolean interrupt) {
                called("cancel");
                return super.cancel(false);
            }
        };
        threads.add(thread);
        return thread;
    }

    /** Foreign code, which must not run while the lock is held. */
    private void called(String what) {
        assertThat(Thread.holdsLock(openings)).as(what).isFalse();
        foreign.add(what);
    }

    private void connect() {
        called("connect");
    }

    /** Cancels a call while it runs, and runs something before the call returns. */
    private void overdue(ConnectionOpenings.Target target, boolean interrupt, Runnable meanwhile) {
        Cancellable[] self = new Cancellable[1];
        self[0] = target.open(() -> {
                    self[0].cancel(interrupt);
                    meanwhile.run();
                })
                .orElseThrow();
        threads.remove(threads.size() - 1).run();
    }

    /** Runs something while so many calls of other targets of an account are overdue. */
    private void overdue(String account, int targets, Runnable meanwhile) {
        if (targets == 0) {
            meanwhile.run();
        } else {
            overdue(openings.target(account), true, () -> overdue(account, targets - 1, meanwhile));
        }
    }

    @Test
    void target_with_two_overdue_calls_is_rejected_and_others_are_not() {
        ConnectionOpenings.Target bad = openings.target("a");
        overdue(bad, true, () -> {
            assertThat(bad.open(this::connect)).as("one is overdue").isPresent();
            overdue(bad, true, () -> {
                assertThat(bad.open(this::connect)).as("two are overdue").isEmpty();
                assertThat(openings.target("a").open(this::connect))
                        .as("another target of the account")
                        .isPresent();
            });
            assertThat(bad.open(this::connect)).as("one has returned").isPresent();
        });
        assertThat(foreign).containsOnlyOnce("log");
    }

    @Test
    void account_with_sixteen_overdue_calls_is_rejected_and_others_are_not() {
        overdue("bad", 16, () -> {
            assertThat(openings.target("bad").open(this::connect)).isEmpty();
            assertThat(openings.target("good").open(this::connect)).isPresent();
        });
        assertThat(openings.target("bad").open(this::connect)).isPresent();
    }

    @Test
    void call_whose_connection_is_open_is_not_overdue() {
        ConnectionOpenings.Target target = openings.target("a");
        overdue(
                target,
                false,
                () -> overdue(
                        target,
                        false,
                        () -> assertThat(target.open(this::connect)).isPresent()));
    }

    @Test
    void call_that_is_cancelled_before_it_begins_does_not_run() {
        Optional<Cancellable> call = openings.target("a").open(this::connect);
        call.orElseThrow().cancel(true);
        threads.forEach(FutureTask::run);
        assertThat(foreign).doesNotContain("connect");
    }

    @Test
    void call_without_a_thread_leaves_no_trace() {
        noThread = true;
        ConnectionOpenings.Target target = openings.target("a");
        for (int i = 0; i < 40; i++) {
            assertThatThrownBy(() -> target.open(this::connect)).isInstanceOf(OutOfMemoryError.class);
        }
        noThread = false;
        assertThat(target.open(this::connect)).isPresent();
        threads.forEach(FutureTask::run);
        assertThat(foreign).containsOnlyOnce("connect");
    }
}
