// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    @Test
    void watchdog_survives_error_and_interrupt_and_ends_when_closed() throws Exception {
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
    void sweep_restores_worker_of_pool() throws Exception {
        var pool = new BoundedCachedPool(
                1,
                new DaemonThreadFactory(new ThreadGroup("test"), "drivechange-test", () -> null),
                (delay, task) -> {},
                () -> {});
        try {
            CountDownLatch ran = new CountDownLatch(1);
            pool.getQueue().add(ran::countDown);
            assertThat(pool.getPoolSize()).isZero();
            pool.sweep();
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void pool_resets_class_loader_before_each_task() throws Exception {
        ClassLoader own = new ClassLoader(null) {};
        RuntimeExecutors executors = new RuntimeExecutors(own);
        try {
            for (int i = 0; i < 3; i++) {
                var seen = new ClassLoader[1];
                CountDownLatch done = new CountDownLatch(1);
                executors.observers().execute(() -> {
                    seen[0] = Thread.currentThread().getContextClassLoader();
                    Thread.currentThread().setContextClassLoader(null);
                    done.countDown();
                });
                assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(seen[0]).isSameAs(own);
            }
        } finally {
            executors.close();
        }
    }

    @Test
    void close_leaves_calling_pool_thread_uninterrupted() throws Exception {
        RuntimeExecutors executors = new RuntimeExecutors(WatchdogTest.class.getClassLoader());
        boolean[] interrupted = {true};
        CountDownLatch closed = new CountDownLatch(1);
        executors.observers().execute(() -> {
            executors.close();
            interrupted[0] = Thread.currentThread().isInterrupted();
            closed.countDown();
        });
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted[0]).isFalse();
    }
}
