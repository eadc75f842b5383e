// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import static org.assertj.core.api.Assertions.assertThat;

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

    private Future<?> submit(Runnable call) {
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
                assertThat(bad.rejects()).as("one is overdue").isFalse();
                cancelled(bad, true, () -> {
                    assertThat(bad.rejects()).as("two are overdue").isTrue();
                    assertThat(bad.rejects()).as("two are overdue").isTrue();
                    assertThat(limiter.target("a").rejects())
                            .as("another target of the account")
                            .isFalse();
                });
                assertThat(bad.rejects()).as("one has returned").isFalse();
            });
            assertThat(log.lines()).singleElement().asString().startsWith("DRC3021 Account \"a\": 2 calls");
        }
    }

    @Test
    void account_with_sixteen_overdue_calls_is_rejected_and_others_are_not() {
        overdue("bad", 16, () -> {
            assertThat(limiter.target("bad").rejects()).isTrue();
            assertThat(limiter.target("good").rejects()).isFalse();
        });
        assertThat(limiter.target("bad").rejects()).isFalse();
    }

    @Test
    void call_whose_connection_is_open_is_not_overdue() {
        WebSocketCallLimiter.Calls target = limiter.target("a");
        cancelled(
                target,
                false,
                () -> cancelled(
                        target, false, () -> assertThat(target.rejects()).isFalse()));
    }
}
