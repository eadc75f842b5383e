// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BoundedCachedPoolTest {

    private final Queue<Runnable> alarms = new ArrayDeque<>();
    private int failures = 2;

    private ClassLoader loader() {
        if (failures-- > 0) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        return BoundedCachedPoolTest.class.getClassLoader();
    }

    @Test
    void pool_resubmits_task_after_failed_thread_creation() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        DaemonThreadFactory threads = new DaemonThreadFactory(new ThreadGroup("test"), "test", this::loader);
        BoundedCachedPool pool = new BoundedCachedPool(1, threads, (delay, task) -> alarms.add(task), () -> {});
        pool.execute(ran::countDown);
        assertThat(alarms).hasSize(1);
        alarms.remove().run();
        assertThat(alarms).hasSize(1);
        alarms.remove().run();
        assertThat(alarms).isEmpty();
        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        pool.shutdownNow();
    }

    @Test
    void pool_runs_task_once_whose_wait_could_not_be_reported() throws InterruptedException {
        failures = 0;
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(1);
        DaemonThreadFactory threads = new DaemonThreadFactory(new ThreadGroup("test"), "test", this::loader);
        BoundedCachedPool pool = new BoundedCachedPool(1, threads, (delay, task) -> alarms.add(task), () -> {
            throw new OutOfMemoryError("on purpose");
        });
        pool.execute(() -> awaitUninterruptibly(busy));
        pool.execute(ran::countDown);
        assertThat(alarms).isEmpty();
        busy.countDown();
        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        pool.shutdownNow();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
