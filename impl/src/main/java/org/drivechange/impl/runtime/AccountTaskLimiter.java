// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.drivechange.impl.diagnostics.AsynchronousLog;

/**
 * Limits the concurrent tasks of each account. A cancelled task that does not return keeps its place until it does; it takes no
 * thread from other accounts. Further tasks of the account wait without a thread.
 *
 * <p>Locking: the lock is a leaf. Threads are requested, and messages are logged, without holding it.
 */
final class AccountTaskLimiter {

    private final Bounds bounds;
    private final Threads threads;
    private final Problem problem;
    private final AsynchronousLog log;

    /** Accounts with at least one task, guarded by this. */
    private final Map<String, Tasks> accounts = new HashMap<>();

    AccountTaskLimiter(Bounds bounds, Threads threads, Problem problem, AsynchronousLog log) {
        this.bounds = bounds;
        this.threads = threads;
        this.problem = problem;
        this.log = log;
    }

    /**
     * Limits of one account. Further tasks wait while either is reached.
     *
     * @param running maximum number of running tasks
     * @param overdue maximum number of tasks that were cancelled and still run
     */
    record Bounds(int running, int overdue) {}

    /** Runs tasks on threads that may block. */
    interface Threads {
        Future<?> run(Runnable task);
    }

    /** Formats the log message for an account whose further tasks wait. */
    interface Problem {
        String describe(String subject, int overdue, int waiting);
    }

    /** Tasks of one account. */
    private static final class Tasks {

        private final Deque<Task> waiting = new ArrayDeque<>();
        private int running;
        private int overdue;
        private boolean reported;
    }

    private enum Stage {
        WAITING,
        SUBMITTED,
        RUNNING,
        /** Cancelled, and still running. */
        OVERDUE,
        OVER
    }

    private final class Task implements Cancellable {

        private final String account;

        // guarded by AccountTaskLimiter.this
        private Runnable work;
        private Stage stage = Stage.WAITING;
        private boolean interrupt;
        private Future<?> thread;

        private Task(String account, Runnable work) {
            this.account = account;
            this.work = work;
        }

        private void run() {
            Optional<Runnable> work = begin(this);
            if (work.isPresent()) {
                try {
                    work.get().run();
                } finally {
                    finish(this);
                }
            }
        }

        @Override
        public void cancel(boolean interrupt) {
            Optional<String> message = starvationMessage(this);
            Future<?> running = cancelTask(this, interrupt);
            if (running != null) {
                running.cancel(interrupt);
            }
            startNext(account);
            message.ifPresent(text -> log.log(Level.WARNING, text));
        }
    }

    /** Runs a task as soon as the account has a place. */
    Cancellable run(String account, Runnable work) {
        Task task = new Task(account, work);
        add(task);
        startNext(account);
        return task;
    }

    private synchronized void add(Task task) {
        accounts.computeIfAbsent(task.account, key -> new Tasks()).waiting.add(task);
    }

    /**
     * Returns the warning for a task that is cancelled while it waits behind overdue tasks. At most one warning until all of
     * them have returned. Overdue tasks alone are no reason to warn: most return as soon as they are interrupted.
     */
    private synchronized Optional<String> starvationMessage(Task task) {
        Tasks tasks = accounts.get(task.account);
        if (task.stage != Stage.WAITING || tasks.overdue < bounds.overdue() || tasks.reported) {
            return Optional.empty();
        }
        tasks.reported = true;
        return Optional.of(problem.describe(subject(task.account), tasks.overdue, tasks.waiting.size()));
    }

    private static String subject(String account) {
        return account.isEmpty() ? "The default account" : "Account \"" + account + "\"";
    }

    /** Starts waiting tasks. A returned overdue task may have freed several places. */
    private void startNext(String account) {
        for (Task next = next(account); next != null; next = next(account)) {
            Future<?> thread = null;
            try {
                thread = threads.run(next::run);
            } finally {
                started(next, thread);
            }
        }
    }

    private synchronized Task next(String account) {
        Tasks tasks = accounts.get(account);
        if (tasks == null || isFull(tasks) || tasks.waiting.isEmpty()) {
            return null;
        }
        Task next = tasks.waiting.remove();
        next.stage = Stage.SUBMITTED;
        tasks.running++;
        return next;
    }

    private boolean isFull(Tasks tasks) {
        return tasks.running >= bounds.running() || tasks.overdue >= bounds.overdue();
    }

    /**
     * Records that a task was submitted.
     *
     * @param thread future of the task, null if no thread could be created
     */
    private void started(Task task, Future<?> thread) {
        boolean interrupt;
        synchronized (this) {
            task.thread = thread;
            if (thread == null && task.stage != Stage.OVER) {
                leave(task);
            }
            interrupt = task.interrupt && task.stage == Stage.OVERDUE;
        }
        if (interrupt) {
            // the task was cancelled before its thread was recorded
            thread.cancel(true);
        }
    }

    private synchronized Optional<Runnable> begin(Task task) {
        if (task.stage != Stage.SUBMITTED) {
            return Optional.empty();
        }
        task.stage = Stage.RUNNING;
        return Optional.of(task.work);
    }

    private void finish(Task task) {
        synchronized (this) {
            leave(task);
        }
        startNext(task.account);
    }

    /** Frees the place of a task. Requires the lock. */
    private void leave(Task task) {
        Tasks tasks = accounts.get(task.account);
        tasks.running--;
        tasks.overdue -= task.stage == Stage.OVERDUE ? 1 : 0;
        tasks.reported &= tasks.overdue > 0;
        end(task, tasks);
    }

    /** Marks a task as cancelled. Returns the future to cancel, null for none. */
    private synchronized Future<?> cancelTask(Task task, boolean interrupt) {
        Tasks tasks = accounts.get(task.account);
        if (task.stage == Stage.WAITING) {
            tasks.waiting.remove(task);
            end(task, tasks);
        } else if (task.stage == Stage.SUBMITTED) {
            leave(task);
        } else if (task.stage == Stage.RUNNING) {
            tasks.overdue++;
            task.stage = Stage.OVERDUE;
            task.interrupt = interrupt;
        }
        return task.thread;
    }

    private void end(Task task, Tasks tasks) {
        task.stage = Stage.OVER;
        // a session references the task until its next one
        task.work = () -> {};
        if (tasks.running == 0 && tasks.waiting.isEmpty()) {
            accounts.remove(task.account);
        }
    }
}
