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
        return BoundedCachedPool.create(
                bound, new DaemonThreadFactory(new ThreadGroup("test"), "drivechange-test", () -> null), () -> {});
    }

    @Test
    void a_busy_strand_lets_the_others_have_the_thread() {
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
    void a_free_strand_runs_a_task_on_the_thread_that_brings_it() {
        Queue<Runnable> thread = new ArrayDeque<>();
        List<Integer> ran = new ArrayList<>();
        SequentialExecutor strand = new SequentialExecutor(thread::add);
        strand.executeInline(() -> ran.add(1));
        assertThat(ran).containsExactly(1);
        assertThat(thread).isEmpty();
    }

    @Test
    void a_strand_that_is_busy_keeps_the_order_and_lets_the_thread_that_brings_a_task_go() {
        Queue<Runnable> thread = new ArrayDeque<>();
        List<Integer> ran = new ArrayList<>();
        SequentialExecutor strand = new SequentialExecutor(thread::add);
        strand.execute(() -> ran.add(1));
        strand.executeInline(() -> ran.add(2));
        assertThat(ran).isEmpty();
        thread.remove().run();
        assertThat(ran).containsExactly(1, 2);
        strand.executeInline(() -> {
            strand.executeInline(() -> ran.add(4));
            ran.add(3);
        });
        assertThat(ran).containsExactly(1, 2, 3);
        thread.remove().run();
        assertThat(ran).containsExactly(1, 2, 3, 4);
        assertThat(thread).isEmpty();
    }

    @Test
    void tasks_from_many_threads_run_one_at_a_time_and_each_thread_s_in_order() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        ExecutorService bringers = Executors.newFixedThreadPool(4);
        try {
            SequentialExecutor strand = new SequentialExecutor(pool);
            int[] last = new int[4];
            List<Callable<Void>> all = new ArrayList<>();
            for (int bringer = 0; bringer < 4; bringer++) {
                int mine = bringer;
                all.add(() -> {
                    for (int i = 1; i <= 20_000; i++) {
                        int number = i;
                        Runnable task = () -> last[mine] = number == last[mine] + 1 ? number : Integer.MIN_VALUE;
                        if (i % 3 == 0) {
                            strand.execute(task);
                        } else {
                            strand.executeInline(task);
                        }
                    }
                    return null;
                });
            }
            bringers.invokeAll(all);
            CountDownLatch done = new CountDownLatch(1);
            strand.execute(done::countDown);
            done.await();
            assertThat(last).containsOnly(20_000);
        } finally {
            bringers.shutdownNow();
            pool.shutdownNow();
        }
    }

    @Test
    void a_task_that_gives_its_strand_another_one_does_not_run_it_at_once() {
        Queue<Runnable> thread = new ArrayDeque<>();
        List<Integer> ran = new ArrayList<>();
        SequentialExecutor strand = new SequentialExecutor(thread::add);
        strand.execute(() -> {
            strand.execute(() -> ran.add(2));
            ran.add(1);
        });
        strand.execute(() -> ran.add(3));
        while (!thread.isEmpty()) {
            thread.remove().run();
            assertThat(thread).hasSizeLessThan(2);
        }
        assertThat(ran).containsExactly(1, 3, 2);
    }

    @Test
    void an_idle_thread_of_the_growing_pool_is_taken_before_a_new_one() {
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
    void the_growing_pool_loses_nothing_that_many_threads_give_it() throws Exception {
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
    void a_jump_of_the_wall_clock_is_counted_once_however_many_threads_see_it() throws Exception {
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
