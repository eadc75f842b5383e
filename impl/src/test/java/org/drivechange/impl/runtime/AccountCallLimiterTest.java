// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.runtime.AccountCalls.Target;
import org.junit.jupiter.api.Test;

class AccountCallLimiterTest {

    private final List<FutureTask<Void>> threads = new ArrayList<>();
    private boolean noThread;
    private final List<String> foreign = new ArrayList<>();
    private final AccountCallLimiter limiter = new AccountCallLimiter(
            2,
            work -> {
                called("thread");
                if (noThread) {
                    throw new OutOfMemoryError("on purpose");
                }
                FutureTask<Void> thread = thread(work);
                threads.add(thread);
                return thread;
            },
            (subject, overdue, waiting) -> subject + " " + overdue + " " + waiting,
            new AsynchronousLog(line -> called("log")));

    /** Foreign code that must not run while the lock is held. */
    private void called(String what) {
        assertThat(CompletableFuture.supplyAsync(() -> limiter.hasOverdue(new Target("any"), 1, 1)))
                .as("lock while calling the %s", what)
                .succeedsWithin(Duration.ofSeconds(10));
        foreign.add(what);
    }

    private FutureTask<Void> thread(Runnable work) {
        return new FutureTask<>(work, null) {
            @Override
            public boolean cancel(boolean interrupt) {
                called("cancel");
                return super.cancel(false);
            }
        };
    }

    /** Cancels the call while it runs, then runs the action. */
    private void overdue(String account, Runnable meanwhile) {
        Cancellable[] self = new Cancellable[1];
        self[0] = limiter.run(account, () -> {
            self[0].cancel(true);
            meanwhile.run();
        });
        threads.remove(threads.size() - 1).run();
    }

    private void work() {
        called("work");
    }

    @Test
    void call_cancelled_before_it_begins_does_not_run_and_returns_one_place() {
        List<Runnable> begun = new ArrayList<>();
        AccountCallLimiter single = new AccountCallLimiter(
                1,
                work -> {
                    begun.add(work);
                    // the thread begins in spite of the cancellation
                    return new CompletableFuture<Void>();
                },
                (subject, overdue, waiting) -> "",
                new AsynchronousLog(line -> {}));
        single.run("a", () -> called("cancelled work")).cancel(true);
        begun.get(0).run();
        for (int i = 0; i < 3; i++) {
            single.run("a", this::work);
        }
        assertThat(foreign).doesNotContain("cancelled work");
        assertThat(begun).as("the cancelled one, and one of three").hasSize(2);
    }

    @Test
    void account_runs_two_calls_and_others_do_not_wait_for_it() {
        for (int i = 0; i < 5; i++) {
            limiter.run("a", this::work);
        }
        assertThat(threads).hasSize(2);
        limiter.run("b", this::work);
        assertThat(threads).hasSize(3);
        for (int i = 0; i < threads.size(); i++) {
            threads.get(i).run();
        }
        assertThat(threads).hasSize(6);
    }

    @Test
    void account_with_overdue_calls_waits_and_others_do_not() {
        overdue(
                "bad",
                () -> overdue("bad", () -> {
                    limiter.run("bad", this::work);
                    assertThat(threads).as("two are overdue").isEmpty();
                    limiter.run("good", this::work);
                    assertThat(threads).as("a call of another account").hasSize(1);
                }));
        assertThat(threads).as("one has returned").hasSize(2);
    }

    @Test
    void call_without_a_thread_is_started_with_the_next_one_of_its_account() {
        noThread = true;
        limiter.run("a", () -> called("first"));
        noThread = false;
        limiter.run("a", () -> called("second"));
        threads.forEach(FutureTask::run);
        assertThat(foreign).containsSubsequence("first", "second");
    }

    @Test
    void call_without_a_thread_that_is_given_up_returns_its_place() {
        noThread = true;
        for (int i = 0; i < 5; i++) {
            limiter.run("a", () -> called("given up")).cancel(true);
        }
        noThread = false;
        limiter.run("a", this::work);
        limiter.run("a", this::work);
        threads.forEach(FutureTask::run);
        assertThat(foreign).doesNotContain("given up").contains("work");
        assertThat(threads).hasSize(2);
    }

    @Test
    void limiter_interrupts_call_cancelled_before_its_thread_is_recorded() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Cancellable[] second = new Cancellable[1];
        AccountCallLimiter small = new AccountCallLimiter(
                1,
                work -> {
                    FutureTask<Void> thread = new FutureTask<>(work, null);
                    threads.add(thread);
                    if (threads.size() == 2) {
                        new Thread(thread).start();
                        awaitEnd(begun);
                        second[0].cancel(true);
                    }
                    return thread;
                },
                (subject, overdue, waiting) -> "",
                new AsynchronousLog(Runnable::run));
        small.run("a", this::work);
        second[0] = small.run("a", () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException expected) {
                interrupted.countDown();
            }
        });
        threads.get(0).run();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitEnd(CountDownLatch latch) {
        await().until(() -> latch.getCount() == 0);
    }

    @Test
    void limiter_calls_foreign_code_without_the_lock() {
        overdue(
                "bad",
                () -> overdue("bad", () -> {
                    limiter.run("bad", this::work).cancel(true);
                    limiter.run("bad", this::work);
                }));
        threads.forEach(FutureTask::run);
        limiter.run("bad", this::work).cancel(true);
        assertThat(foreign).contains("thread", "work", "cancel", "log");
    }

    @Test
    void limiter_removes_account_without_calls() {
        String account = UUID.randomUUID().toString();
        WeakReference<String> reference = new WeakReference<>(account);
        limiter.run(account, this::work);
        threads.remove(0).run();
        overdue(account, () -> {});
        limiter.run(account, this::work).cancel(true);
        threads.clear();
        account = null;
        await().until(() -> isCollected(reference));
    }

    private static boolean isCollected(WeakReference<String> account) {
        System.gc();
        return account.refersTo(null);
    }
}
