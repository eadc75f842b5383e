// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    @Test
    void watchdog_goes_on_after_an_error_and_after_an_interrupt_and_ends_when_closed() throws Exception {
        CountDownLatch beats = new CountDownLatch(5);
        Watchdog watchdog = new Watchdog(Duration.ofMillis(1), () -> {
            beats.countDown();
            Thread.currentThread().interrupt();
            throw new OutOfMemoryError("on purpose");
        });
        Thread thread = new Thread(watchdog);
        thread.start();
        assertThat(beats.await(10, TimeUnit.SECONDS)).isTrue();
        watchdog.close();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void pool_that_has_lost_its_workers_gets_one_again() throws Exception {
        var pool = BoundedCachedPool.create(
                1, new DaemonThreadFactory(new ThreadGroup("test"), "drivechange-test", () -> null), () -> {});
        try {
            CountDownLatch ran = new CountDownLatch(1);
            pool.getQueue().add(ran::countDown);
            assertThat(pool.getPoolSize()).isZero();
            BoundedCachedPool.sweep(pool);
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void class_loader_that_a_task_leaves_behind_does_not_reach_the_next_task() throws Exception {
        ClassLoader own = new ClassLoader(null) {};
        RuntimeExecutors engine = new RuntimeExecutors(own);
        try {
            for (int i = 0; i < 3; i++) {
                var seen = new ClassLoader[1];
                CountDownLatch done = new CountDownLatch(1);
                engine.observers().execute(() -> {
                    seen[0] = Thread.currentThread().getContextClassLoader();
                    Thread.currentThread().setContextClassLoader(null);
                    done.countDown();
                });
                assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(seen[0]).isSameAs(own);
            }
        } finally {
            engine.close();
        }
    }

    @Test
    void engine_that_one_of_its_own_threads_closes_leaves_that_thread_uninterrupted() throws Exception {
        RuntimeExecutors engine = new RuntimeExecutors(WatchdogTest.class.getClassLoader());
        boolean[] interrupted = {true};
        CountDownLatch closed = new CountDownLatch(1);
        engine.observers().execute(() -> {
            engine.close();
            interrupted[0] = Thread.currentThread().isInterrupted();
            closed.countDown();
        });
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted[0]).isFalse();
    }
}
