// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.junit.jupiter.api.Test;

class WebSocketCallLimiterTest {

    private final List<FutureTask<Void>> threads = new ArrayList<>();
    private final WebSocketCallLimiter limiter =
            new WebSocketCallLimiter(this::submit, new AsynchronousLog(Runnable::run));

    private boolean noThread;

    private Future<?> submit(Runnable call) {
        if (noThread) {
            throw new OutOfMemoryError("on purpose");
        }
        FutureTask<Void> thread = new FutureTask<>(call, null) {
            @Override
            public boolean cancel(boolean interrupt) {
                return super.cancel(false);
            }
        };
        threads.add(thread);
        return thread;
    }

    /** Cancels a call while it runs, and runs something before the call returns. */
    private void cancelled(WebSocketCallLimiter.Calls target, boolean interrupt, Runnable meanwhile) {
        Cancellable[] self = new Cancellable[1];
        self[0] = target.run(() -> {
            self[0].cancel(interrupt);
            meanwhile.run();
        });
        threads.remove(threads.size() - 1).run();
    }

    /** Runs something while so many calls of other targets of an account are overdue. */
    private void overdue(String account, int targets, Runnable meanwhile) {
        if (targets == 0) {
            meanwhile.run();
        } else {
            cancelled(limiter.target(account), true, () -> overdue(account, targets - 1, meanwhile));
        }
    }

    @Test
    void target_with_two_overdue_calls_is_rejected_and_others_are_not() {
        try (LogLines log = new LogLines()) {
            WebSocketCallLimiter.Calls bad = limiter.target("a");
            cancelled(bad, true, () -> {
                assertThat(bad.isRejected()).as("one is overdue").isFalse();
                cancelled(bad, true, () -> {
                    assertThat(bad.isRejected()).as("two are overdue").isTrue();
                    bad.warn();
                    bad.warn();
                    assertThat(limiter.target("a").isRejected())
                            .as("another target of the account")
                            .isFalse();
                });
                assertThat(bad.isRejected()).as("one has returned").isFalse();
            });
            assertThat(log.lines()).singleElement().asString().startsWith("DRC3021 Account \"a\": 2 calls");
        }
    }

    @Test
    void account_with_sixteen_overdue_calls_is_rejected_and_others_are_not() {
        overdue("bad", 16, () -> {
            assertThat(limiter.target("bad").isRejected()).isTrue();
            assertThat(limiter.target("good").isRejected()).isFalse();
        });
        assertThat(limiter.target("bad").isRejected()).isFalse();
    }

    @Test
    void call_whose_connection_is_open_is_not_overdue() {
        WebSocketCallLimiter.Calls target = limiter.target("a");
        cancelled(
                target,
                false,
                () -> cancelled(
                        target, false, () -> assertThat(target.isRejected()).isFalse()));
    }

    @Test
    void call_without_a_thread_fails_at_once_and_does_not_run_later() {
        WebSocketCallLimiter.Calls target = limiter.target("a");
        List<String> ran = new ArrayList<>();
        noThread = true;
        assertThatThrownBy(() -> target.run(() -> ran.add("first"))).hasMessage("on purpose");
        noThread = false;
        target.run(() -> ran.add("second"));
        threads.forEach(FutureTask::run);
        assertThat(ran).containsExactly("second");
    }
}
