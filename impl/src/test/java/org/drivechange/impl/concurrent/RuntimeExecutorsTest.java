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
    void a_strand_runs_one_task_at_a_time_in_order_whatever_they_throw() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            SequentialExecutor strand = new SequentialExecutor(pool);
            // not thread-safe on purpose: the strand is what makes it so
            List<Integer> seen = new ArrayList<>();
            CountDownLatch done = new CountDownLatch(1);
            for (int i = 0; i < 100_000; i++) {
                int number = i;
                strand.execute(() -> {
                    seen.add(number);
                    if (number % 1000 == 0) {
                        throw new IllegalStateException("on purpose");
                    }
                });
            }
            strand.execute(done::countDown);
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(seen).isEqualTo(IntStream.range(0, 100_000).boxed().toList());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void a_strand_fed_by_many_threads_loses_nothing() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        ExecutorService feeders = Executors.newFixedThreadPool(4);
        try {
            SequentialExecutor strand = new SequentialExecutor(pool);
            int[] count = {0};
            for (int feeder = 0; feeder < 4; feeder++) {
                feeders.execute(() -> IntStream.range(0, 50_000).forEach(i -> strand.execute(() -> count[0]++)));
            }
            feeders.shutdown();
            assertThat(feeders.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            CountDownLatch done = new CountDownLatch(1);
            strand.execute(done::countDown);
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(count[0]).isEqualTo(200_000);
        } finally {
            feeders.shutdownNow();
            pool.shutdownNow();
        }
    }

    @Test
    void a_growing_pool_grows_to_its_bound_and_then_lets_tasks_wait() throws Exception {
        AtomicInteger full = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        CountDownLatch release = new CountDownLatch(1);
        ThreadPoolExecutor pool = BoundedCachedPool.create(
                4,
                new DaemonThreadFactory(new ThreadGroup("test"), "drivechange-test", () -> null),
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
    void time_follows_the_wall_clock_ahead_and_never_back() {
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
    void when_an_engine_is_closed_its_threads_are_gone_and_not_only_going() throws Exception {
        RuntimeExecutors engine = new RuntimeExecutors(RuntimeExecutorsTest.class.getClassLoader());
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        FutureTask<Boolean> tidyingUp = new FutureTask<>(() -> never.await(50, TimeUnit.MILLISECONDS));
        List<Thread> threads = new CopyOnWriteArrayList<>();
        engine.block(() -> {
            threads.add(Thread.currentThread());
            running.countDown();
            try {
                never.await();
            } catch (InterruptedException stopped) {
                tidyingUp.run();
            }
        });
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        engine.close();
        assertThat(threads).singleElement().matches(thread -> !thread.isAlive());
        assertThat(tidyingUp).isDone();
    }

    @Test
    void an_engine_that_is_closed_by_one_of_its_own_threads_does_not_wait_for_it() throws Exception {
        RuntimeExecutors engine = new RuntimeExecutors(RuntimeExecutorsTest.class.getClassLoader());
        CountDownLatch closed = new CountDownLatch(1);
        engine.observers().execute(() -> {
            engine.close();
            closed.countDown();
        });
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
