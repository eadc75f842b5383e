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

    private void sweepAndRun(SequentialExecutor strand) {
        for (int i = 0; i < 4; i++) {
            runPool();
            strand.sweep();
        }
        runPool();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void strand_runs_all_tasks_in_order_after_a_hand_over_that_throws(int failing) {
        SequentialExecutor strand = new SequentialExecutor(task -> {
            handOvers++;
            if (handOvers == failing) {
                throw new OutOfMemoryError("on purpose");
            }
            pool.add(task);
        });
        IntStream.range(0, 1000).forEach(number -> strand.execute(() -> ran.add(number)));
        sweepAndRun(strand);
        assertThat(ran).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void strand_runs_each_task_once_when_the_pool_loses_a_drain_and_finds_it_again(int lost) {
        List<Runnable> found = new ArrayList<>();
        SequentialExecutor strand = new SequentialExecutor(task -> {
            handOvers++;
            if (handOvers == lost) {
                found.add(task);
            } else {
                pool.add(task);
            }
        });
        IntStream.range(0, 1000).forEach(number -> strand.execute(() -> ran.add(number)));
        sweepAndRun(strand);
        found.forEach(Runnable::run);
        assertThat(ran).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }
}
