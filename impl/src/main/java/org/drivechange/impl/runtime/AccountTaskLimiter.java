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
 * Limits the tasks of each account that may hang. A task that was given up and does not return keeps its place until it does,
 * and takes no thread from other accounts. Further tasks of the account wait without a thread.
 *
 * <p>Locking: the monitor is a leaf. Threads are asked for, and messages are logged, without it.
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
     * When further tasks of an account wait.
     *
     * @param running so many of its tasks are running
     * @param overdue so many of its tasks were given up and are still running
     */
    record Bounds(int running, int overdue) {}

    /** Runs a task on a thread that may be blocked. */
    interface Threads {
        Future<?> run(Runnable task);
    }

    /** Describes, for people, an account whose further tasks wait. */
    interface Problem {
        String describe(String subject, int overdue, int waiting);
    }

    /** One account's tasks. */
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
        /** Given up, and still running. */
        OVERDUE,
        OVER
    }

    private final class Task implements Cancellable {

        private final String account;

        // guarded by AccountTasks.this
        private Runnable work;
        private Stage stage = Stage.WAITING;
        private boolean interrupt;
        private Future<?> thread;

        private Task(String account, Runnable work) {
            this.account = account;
            this.work = work;
        }

        private void run() {
            Optional<Runnable> wanted = begin(this);
            if (wanted.isPresent()) {
                try {
                    wanted.get().run();
                } finally {
                    over(this);
                }
            }
        }

        @Override
        public void cancel(boolean interrupt) {
            Optional<String> stuck = stuck(this);
            Future<?> running = giveUp(this, interrupt);
            if (running != null) {
                running.cancel(interrupt);
            }
            startNext(account);
            stuck.ifPresent(message -> log.log(Level.WARNING, message));
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
        accounts.computeIfAbsent(task.account, any -> new Tasks()).waiting.add(task);
    }

    /**
     * The message to log where a task is given up that got no place because of others that were given up. Once. That others
     * were given up is not enough: most of them return as soon as they are interrupted.
     */
    private synchronized Optional<String> stuck(Task task) {
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

    /** One place may have become free, or, where enough tasks have returned, several. */
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
     * A task was handed over.
     *
     * @param thread null where there was no thread for it
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
            // it was given up before it was known which thread runs it
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

    private void over(Task task) {
        synchronized (this) {
            leave(task);
        }
        startNext(task.account);
    }

    /** Gives the place of a task back; under the lock. */
    private void leave(Task task) {
        Tasks tasks = accounts.get(task.account);
        tasks.running--;
        tasks.overdue -= task.stage == Stage.OVERDUE ? 1 : 0;
        tasks.reported &= tasks.overdue > 0;
        end(task, tasks);
    }

    /** Returns what is to be cancelled, null for nothing. */
    private synchronized Future<?> giveUp(Task task, boolean interrupt) {
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
        // a session keeps the task until its next one
        task.work = () -> {};
        if (tasks.running == 0 && tasks.waiting.isEmpty()) {
            accounts.remove(task.account);
        }
    }
}
