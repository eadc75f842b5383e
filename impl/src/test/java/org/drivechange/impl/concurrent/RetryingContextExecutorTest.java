// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.impl.LogLines;
import org.junit.jupiter.api.Test;

class RetryingContextExecutorTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger ran = new AtomicInteger();

    private Executor refusing(int first, int last) {
        return task -> {
            int number = attempts.incrementAndGet();
            if (number >= first && number <= last) {
                throw new NullPointerException("the application has no name yet");
            }
            task.run();
        };
    }

    @Test
    void executor_waits_for_context_during_deployment() {
        new RetryingContextExecutor(refusing(1, 3), Duration.ofMinutes(1), SHORT).execute(ran::incrementAndGet);

        assertThat(attempts).hasValue(4);
        assertThat(ran).hasValue(1);
    }

    @Test
    void executor_runs_task_without_context_after_timeout() {
        new RetryingContextExecutor(refusing(1, Integer.MAX_VALUE), Duration.ofMillis(50), SHORT)
                .execute(ran::incrementAndGet);

        assertThat(ran).hasValue(1);
    }

    @Test
    void executor_drops_waiting_task_on_interrupt() {
        Thread.currentThread().interrupt();
        new RetryingContextExecutor(refusing(1, Integer.MAX_VALUE), Duration.ofMinutes(1), SHORT)
                .execute(ran::incrementAndGet);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempts).hasValue(1);
        assertThat(ran).hasValue(0);
    }

    @Test
    void executor_does_not_wait_after_context_was_available() {
        RetryingContextExecutor context =
                new RetryingContextExecutor(refusing(2, Integer.MAX_VALUE), Duration.ofMinutes(1), SHORT);

        context.execute(ran::incrementAndGet);
        context.execute(ran::incrementAndGet);

        assertThat(attempts).hasValue(2);
        assertThat(ran).hasValue(2);
    }

    @Test
    void executor_propagates_exception_of_task_and_runs_it_once() {
        RetryingContextExecutor context = new RetryingContextExecutor(refusing(0, 0), Duration.ofMinutes(1), SHORT);

        assertThatThrownBy(() -> context.execute(() -> {
                    ran.incrementAndGet();
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(ran).hasValue(1);
    }

    @Test
    void missing_context_is_reported_once_with_its_reason() {
        RetryingContextExecutor context =
                new RetryingContextExecutor(refusing(1, Integer.MAX_VALUE), Duration.ZERO, SHORT);
        try (LogLines log = new LogLines()) {
            context.execute(ran::incrementAndGet);
            context.execute(ran::incrementAndGet);

            assertThat(log.lines())
                    .containsExactly("DRC4005 The server does not provide the application's context on this thread;"
                            + " observers run without it: java:comp and its dependents may be missing.");
            assertThat(log.records().get(0).getThrown()).hasMessage("the application has no name yet");
        }
        assertThat(ran).hasValue(2);
    }
}
