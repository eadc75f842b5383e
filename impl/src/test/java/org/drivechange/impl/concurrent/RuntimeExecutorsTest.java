// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.drivechange.impl.clock.MonotonicClock;
import org.junit.jupiter.api.Test;

class RuntimeExecutorsTest {

    @Test
    void serial_executor_runs_one_task_at_a_time_in_order_despite_exceptions() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            SequentialExecutor serialExecutor = new SequentialExecutor(pool);
            // deliberately not thread-safe: the serial executor guards it
            List<Integer> seen = new ArrayList<>();
            CountDownLatch done = new CountDownLatch(1);
            for (int i = 0; i < 100_000; i++) {
                int number = i;
                serialExecutor.execute(() -> {
                    seen.add(number);
                    if (number % 1000 == 0) {
                        throw new IllegalStateException("on purpose");
                    }
                });
            }
            serialExecutor.execute(done::countDown);
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(seen).isEqualTo(IntStream.range(0, 100_000).boxed().toList());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void serial_executor_loses_no_task_from_many_threads() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        ExecutorService feeders = Executors.newFixedThreadPool(4);
        try {
            SequentialExecutor serialExecutor = new SequentialExecutor(pool);
            int[] count = {0};
            for (int feeder = 0; feeder < 4; feeder++) {
                feeders.execute(
                        () -> IntStream.range(0, 50_000).forEach(i -> serialExecutor.execute(() -> count[0]++)));
            }
            feeders.shutdown();
            assertThat(feeders.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            CountDownLatch done = new CountDownLatch(1);
            serialExecutor.execute(done::countDown);
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(count[0]).isEqualTo(200_000);
        } finally {
            feeders.shutdownNow();
            pool.shutdownNow();
        }
    }

    @Test
    void pool_grows_to_its_bound_before_it_queues() throws Exception {
        AtomicInteger full = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        CountDownLatch release = new CountDownLatch(1);
        ThreadPoolExecutor pool = new BoundedCachedPool(
                4,
                new DaemonThreadFactory(new ThreadGroup("test"), "drivechange-test", () -> null),
                (delay, task) -> {},
                full::incrementAndGet);
        try {
            for (int i = 0; i < 100; i++) {
                pool.execute(() -> {
                    try {
                        release.await();
                        done.incrementAndGet();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            assertThat(pool.getPoolSize()).isEqualTo(4);
            assertThat(full).hasValue(96);
            release.countDown();
            await().until(() -> done.get() == 100);
            pool.execute(done::incrementAndGet);
            await().until(() -> done.get() == 101);
            assertThat(pool.getLargestPoolSize()).isEqualTo(4);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void clock_follows_wall_clock_forward_and_never_back() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        Instant[] wall = {start};
        MonotonicClock clock = new MonotonicClock(() -> wall[0], System::nanoTime);
        Instant first = clock.instant();
        assertThat(first).isBetween(start, start.plusSeconds(1));
        wall[0] = start.minus(Duration.ofHours(1));
        assertThat(clock.instant()).isAfterOrEqualTo(first);
        wall[0] = start.plus(Duration.ofHours(8));
        assertThat(clock.instant()).isBetween(wall[0], wall[0].plusSeconds(2));
        wall[0] = start;
        assertThat(clock.instant()).isAfterOrEqualTo(start.plus(Duration.ofHours(8)));
    }

    @Test
    void close_waits_for_threads_to_end() throws Exception {
        RuntimeExecutors executors = new RuntimeExecutors(RuntimeExecutorsTest.class.getClassLoader());
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        FutureTask<Boolean> tidyingUp = new FutureTask<>(() -> never.await(50, TimeUnit.MILLISECONDS));
        List<Thread> threads = new CopyOnWriteArrayList<>();
        executors.block(() -> {
            threads.add(Thread.currentThread());
            running.countDown();
            try {
                never.await();
            } catch (InterruptedException stopped) {
                tidyingUp.run();
            }
        });
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        executors.close();
        assertThat(threads).singleElement().matches(thread -> !thread.isAlive());
        assertThat(tidyingUp).isDone();
    }

    @Test
    void close_does_not_wait_for_calling_thread() throws Exception {
        RuntimeExecutors executors = new RuntimeExecutors(RuntimeExecutorsTest.class.getClassLoader());
        CountDownLatch closed = new CountDownLatch(1);
        executors.observers().execute(() -> {
            executors.close();
            closed.countDown();
        });
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
