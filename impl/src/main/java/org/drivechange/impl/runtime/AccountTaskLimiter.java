// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.diagnostics.FailSafeLog;

/**
 * Limits the tasks of each account that may hang. A task that was given up and does not return keeps its place until it does,
 * and takes no thread from other accounts. Further tasks of the account wait without a thread.
 *
 * <p>Locking: the monitor is a leaf. Threads are asked for, and messages are logged, without it.
 */
final class AccountTaskLimiter {

    private final int limit;
    private final Threads threads;
    private final Problem problem;
    private final AsynchronousLog log;

    /** Accounts with at least one task, guarded by this. */
    private final Map<String, Tasks> accounts = new HashMap<>();

    /**
     * Creates the limit of one application.
     *
     * @param limit how many tasks of an account may run at once
     */
    AccountTaskLimiter(int limit, Threads threads, Problem problem, AsynchronousLog log) {
        this.limit = limit;
        this.threads = threads;
        this.problem = problem;
        this.log = log;
    }

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

        // linked, as an array that cannot grow for want of memory loses what it holds
        private final Queue<Task> waiting = new ConcurrentLinkedQueue<>();
        private int running;
        private int overdue;
        private boolean reported;

        /** The next one, as it could not be handed over before. */
        private Task failed;

        private boolean isIdle() {
            return failed == null && waiting.isEmpty();
        }
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
            // nothing is allocated between the two, as a task that fails there would keep its place
            Runnable begun = begin(this);
            if (begun == null) {
                return;
            }
            try {
                begun.run();
            } finally {
                over(this);
            }
        }

        @Override
        public void cancel(boolean interrupt) {
            boolean waited = giveUp(this, interrupt);
            try {
                Future<?> running = thread(this);
                if (running != null) {
                    running.cancel(interrupt);
                }
            } finally {
                startNext(account);
            }
            if (waited) {
                stuck(account).ifPresent(message -> log.log(Level.WARNING, message));
            }
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
    private synchronized Optional<String> stuck(String account) {
        Tasks tasks = accounts.get(account);
        if (tasks == null || tasks.overdue < limit || tasks.reported) {
            return Optional.empty();
        }
        String message = problem.describe(subject(account), tasks.overdue, tasks.waiting.size() + 1);
        tasks.reported = true;
        return Optional.of(message);
    }

    private static String subject(String account) {
        return account.isEmpty() ? "The default account" : "Account \"" + account + "\"";
    }

    /** Never throws: the task that cannot be started may be another session's. It is started with the account's next one. */
    private void startNext(String account) {
        Task next = null;
        try {
            for (next = next(account); next != null; next = next(account)) {
                started(next, threads.run(next::run));
            }
        } catch (Throwable noThread) {
            putBack(next);
            FailSafeLog.report(noThread);
        }
    }

    private synchronized void putBack(Task task) {
        if (task != null && task.stage == Stage.SUBMITTED) {
            Tasks tasks = accounts.get(task.account);
            tasks.running--;
            tasks.failed = task;
            task.stage = Stage.WAITING;
        }
    }

    private synchronized Task next(String account) {
        Tasks tasks = accounts.get(account);
        if (tasks == null || tasks.running >= limit || tasks.isIdle()) {
            return null;
        }
        Task next = tasks.failed == null ? tasks.waiting.remove() : tasks.failed;
        tasks.failed = null;
        next.stage = Stage.SUBMITTED;
        tasks.running++;
        return next;
    }

    /** A task was handed over. */
    private void started(Task task, Future<?> thread) {
        boolean interrupt;
        synchronized (this) {
            task.thread = thread;
            interrupt = task.interrupt && task.stage == Stage.OVERDUE;
        }
        if (interrupt) {
            // it was given up before it was known which thread runs it
            thread.cancel(true);
        }
    }

    /** Returns null if the task was given up. */
    private synchronized Runnable begin(Task task) {
        if (task.stage != Stage.SUBMITTED) {
            return null;
        }
        task.stage = Stage.RUNNING;
        return task.work;
    }

    private synchronized Future<?> thread(Task task) {
        return task.thread;
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

    /** Returns whether the task was waiting. */
    private synchronized boolean giveUp(Task task, boolean interrupt) {
        Tasks tasks = accounts.get(task.account);
        if (task.stage == Stage.WAITING) {
            if (tasks.failed == task) {
                tasks.failed = null;
            } else {
                tasks.waiting.remove(task);
            }
            end(task, tasks);
            return true;
        } else if (task.stage == Stage.SUBMITTED) {
            leave(task);
        } else if (task.stage == Stage.RUNNING) {
            tasks.overdue++;
            task.stage = Stage.OVERDUE;
            task.interrupt = interrupt;
        }
        return false;
    }

    private void end(Task task, Tasks tasks) {
        task.stage = Stage.OVER;
        // a session keeps the task until its next one
        task.work = null;
        if (tasks.running == 0 && tasks.isIdle()) {
            accounts.remove(task.account);
        }
    }
}
