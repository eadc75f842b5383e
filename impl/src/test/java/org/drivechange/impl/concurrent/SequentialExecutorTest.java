// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TransferQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.drivechange.impl.clock.MonotonicClock;
import org.junit.jupiter.api.Test;

class SequentialExecutorTest {

    private static ThreadPoolExecutor pool(int bound) {
        return new BoundedCachedPool(
                bound,
                new DaemonThreadFactory(new ThreadGroup("test"), "drivechange-test", () -> null),
                (delay, task) -> {},
                () -> {});
    }

    @Test
    void busy_executor_releases_thread_to_others() {
        Queue<Runnable> thread = new ArrayDeque<>();
        List<String> ran = new ArrayList<>();
        SequentialExecutor busy = new SequentialExecutor(thread::add);
        SequentialExecutor other = new SequentialExecutor(thread::add);
        for (int i = 0; i < 600; i++) {
            busy.execute(() -> ran.add("busy"));
        }
        other.execute(() -> ran.add("other"));
        assertThat(thread).hasSize(2);
        thread.remove().run();
        assertThat(ran).hasSize(256).doesNotContain("other");
        thread.remove().run();
        assertThat(ran).hasSize(257).endsWith("other");
        while (!thread.isEmpty()) {
            thread.remove().run();
        }
        assertThat(ran).hasSize(601);
    }

    @Test
    void idle_executor_runs_inline_task_on_calling_thread() {
        Queue<Runnable> thread = new ArrayDeque<>();
        List<Integer> ran = new ArrayList<>();
        SequentialExecutor executor = new SequentialExecutor(thread::add);
        executor.executeInline(() -> ran.add(1));
        assertThat(ran).containsExactly(1);
        assertThat(thread).isEmpty();
    }

    @Test
    void busy_executor_keeps_order_and_does_not_block_caller() {
        Queue<Runnable> thread = new ArrayDeque<>();
        List<Integer> ran = new ArrayList<>();
        SequentialExecutor executor = new SequentialExecutor(thread::add);
        executor.execute(() -> ran.add(1));
        executor.executeInline(() -> ran.add(2));
        assertThat(ran).isEmpty();
        thread.remove().run();
        assertThat(ran).containsExactly(1, 2);
        executor.executeInline(() -> {
            executor.executeInline(() -> ran.add(4));
            ran.add(3);
        });
        assertThat(ran).containsExactly(1, 2, 3);
        thread.remove().run();
        assertThat(ran).containsExactly(1, 2, 3, 4);
        assertThat(thread).isEmpty();
    }

    @Test
    void executor_runs_tasks_of_each_thread_in_order() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        ExecutorService submitters = Executors.newFixedThreadPool(4);
        try {
            SequentialExecutor executor = new SequentialExecutor(pool);
            int[] last = new int[4];
            List<Callable<Void>> all = new ArrayList<>();
            for (int submitter = 0; submitter < 4; submitter++) {
                int index = submitter;
                all.add(() -> {
                    for (int i = 1; i <= 20_000; i++) {
                        int number = i;
                        Runnable task = () -> last[index] = number == last[index] + 1 ? number : Integer.MIN_VALUE;
                        if (i % 3 == 0) {
                            executor.execute(task);
                        } else {
                            executor.executeInline(task);
                        }
                    }
                    return null;
                });
            }
            submitters.invokeAll(all);
            CountDownLatch done = new CountDownLatch(1);
            executor.execute(done::countDown);
            done.await();
            assertThat(last).containsOnly(20_000);
        } finally {
            submitters.shutdownNow();
            pool.shutdownNow();
        }
    }

    @Test
    void executor_does_not_run_nested_task_inline() {
        Queue<Runnable> thread = new ArrayDeque<>();
        List<Integer> ran = new ArrayList<>();
        SequentialExecutor executor = new SequentialExecutor(thread::add);
        executor.execute(() -> {
            executor.execute(() -> ran.add(2));
            ran.add(1);
        });
        executor.execute(() -> ran.add(3));
        while (!thread.isEmpty()) {
            thread.remove().run();
            assertThat(thread).hasSizeLessThan(2);
        }
        assertThat(ran).containsExactly(1, 3, 2);
    }

    @Test
    void pool_prefers_idle_thread_to_new_one() {
        ThreadPoolExecutor pool = pool(4);
        try {
            for (int i = 0; i < 50; i++) {
                pool.execute(() -> {});
                await().pollInterval(Duration.ofMillis(1))
                        .until(() -> ((TransferQueue<?>) pool.getQueue()).hasWaitingConsumer());
            }
            assertThat(pool.getLargestPoolSize()).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void pool_loses_no_task_from_many_threads() throws Exception {
        ThreadPoolExecutor pool = pool(3);
        ExecutorService feeders = Executors.newFixedThreadPool(4);
        CountDownLatch ran = new CountDownLatch(40_000);
        try {
            for (int feeder = 0; feeder < 4; feeder++) {
                feeders.execute(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        pool.execute(ran::countDown);
                    }
                });
            }
            await().until(() -> ran.getCount() == 0);
            assertThat(pool.getLargestPoolSize()).isLessThanOrEqualTo(3);
        } finally {
            feeders.shutdownNow();
            pool.shutdownNow();
        }
    }

    @Test
    void clock_counts_jump_once_across_threads() throws Exception {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        AtomicReference<Instant> wall = new AtomicReference<>(start);
        MonotonicClock clock = new MonotonicClock(wall::get, System::nanoTime);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 1; round <= 100; round++) {
                Instant jumped = start.plus(Duration.ofHours(round));
                wall.set(jumped);
                CyclicBarrier together = new CyclicBarrier(8);
                Callable<Instant> look = () -> {
                    together.await();
                    return clock.instant();
                };
                for (Future<Instant> seen :
                        threads.invokeAll(List.of(look, look, look, look, look, look, look, look))) {
                    assertThat(seen.get()).isBetween(jumped, jumped.plusSeconds(60));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
