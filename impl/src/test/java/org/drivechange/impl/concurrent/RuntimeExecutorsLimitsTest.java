// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.impl.LogLines;
import org.junit.jupiter.api.Test;

class RuntimeExecutorsLimitsTest {

    private static final int THREADS = 256;
    private static final int STORES = 16;
    private static final int WAITING = 3;

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();

    private void hang() {
        running.incrementAndGet();
        try {
            release.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Fills a pool and submits further tasks. */
    private void check(RuntimeExecutors executors, Executor pool, String message) {
        try (LogLines log = new LogLines()) {
            for (int i = 0; i < THREADS; i++) {
                pool.execute(this::hang);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> running.get() == THREADS);
            flush(executors);
            assertThat(log.lines()).isEmpty();
            for (int i = 0; i < WAITING; i++) {
                pool.execute(this::hang);
            }
            flush(executors);
            assertThat(log.lines()).containsExactly(message);
            assertThat(running).hasValue(THREADS);
            release.countDown();
            await().atMost(Duration.ofSeconds(30)).until(() -> running.get() == THREADS + WAITING);
        } finally {
            executors.close();
        }
    }

    private static void flush(RuntimeExecutors executors) {
        CountDownLatch flushed = new CountDownLatch(1);
        executors.logging().execute(flushed::countDown);
        await().until(() -> flushed.getCount() == 0);
    }

    @Test
    void calls_for_tokens_beyond_the_limit_wait_and_are_reported_once() {
        RuntimeExecutors executors = new RuntimeExecutors(RuntimeExecutorsLimitsTest.class.getClassLoader());
        check(
                executors,
                executors::call,
                "DRC2016 256 calls for access tokens are running at once, which is the limit; the calls of all accounts"
                        + " wait until one of them returns.");
    }

    @Test
    void observers_beyond_the_limit_wait_and_are_reported_once() {
        RuntimeExecutors executors = new RuntimeExecutors(RuntimeExecutorsLimitsTest.class.getClassLoader());
        check(
                executors,
                executors.observers(),
                "DRC4003 256 observers are running at once, which is the limit; other targets' events wait until one of"
                        + " them returns.");
    }

    @Test
    void hanging_calls_of_stores_take_no_thread_from_others() {
        RuntimeExecutors executors = new RuntimeExecutors(RuntimeExecutorsLimitsTest.class.getClassLoader());
        CountDownLatch others = new CountDownLatch(3);
        try {
            for (int i = 0; i < STORES + WAITING; i++) {
                executors.store(this::hang);
            }
            await().until(() -> running.get() == STORES);
            executors.block(others::countDown);
            executors.call(others::countDown);
            executors.connect(others::countDown);
            await().until(() -> others.getCount() == 0);
            assertThat(running).hasValue(STORES);
            release.countDown();
            await().until(() -> running.get() == STORES + WAITING);
        } finally {
            executors.close();
        }
    }
}
