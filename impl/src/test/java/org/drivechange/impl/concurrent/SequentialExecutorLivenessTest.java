// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequentialExecutorLivenessTest {

    private final Queue<Runnable> pool = new ArrayDeque<>();
    private final List<Integer> ran = new ArrayList<>();
    private int handOvers;

    private void runPool() {
        while (!pool.isEmpty()) {
            pool.remove().run();
        }
    }

    private void sweepAndRun(SequentialExecutor executor) {
        for (int i = 0; i < 4; i++) {
            runPool();
            executor.sweep();
        }
        runPool();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void executor_runs_all_tasks_in_order_after_failed_submission(int failing) {
        SequentialExecutor executor = new SequentialExecutor(task -> {
            handOvers++;
            if (handOvers == failing) {
                throw new OutOfMemoryError("on purpose");
            }
            pool.add(task);
        });
        IntStream.range(0, 1000).forEach(number -> executor.execute(() -> ran.add(number)));
        sweepAndRun(executor);
        assertThat(ran).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void executor_runs_each_task_once_when_a_lost_drain_reappears(int lost) {
        List<Runnable> found = new ArrayList<>();
        SequentialExecutor executor = new SequentialExecutor(task -> {
            handOvers++;
            if (handOvers == lost) {
                found.add(task);
            } else {
                pool.add(task);
            }
        });
        IntStream.range(0, 1000).forEach(number -> executor.execute(() -> ran.add(number)));
        sweepAndRun(executor);
        found.forEach(Runnable::run);
        assertThat(ran).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }
}
