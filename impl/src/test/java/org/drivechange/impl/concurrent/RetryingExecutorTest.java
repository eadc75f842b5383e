// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RetryingExecutorTest {

    private final Queue<Runnable> alarms = new ArrayDeque<>();
    private final List<String> ran = new ArrayList<>();
    private int refusals = 2;

    private void threadPool(Runnable task) {
        if (refusals-- > 0) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        task.run();
    }

    @Test
    void executor_resubmits_task_after_failed_thread_creation() {
        new RetryingExecutor(this::threadPool, (pause, task) -> alarms.add(task)).execute(() -> ran.add("task"));
        assertThat(ran).isEmpty();
        while (!alarms.isEmpty()) {
            alarms.remove().run();
        }
        assertThat(ran).containsExactly("task");
        assertThat(refusals).isEqualTo(-1);
    }
}
