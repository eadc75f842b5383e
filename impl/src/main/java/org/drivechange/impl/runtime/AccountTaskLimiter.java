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
 * Limits the concurrent tasks of each account. A cancelled task that does not return keeps its slot, and takes no thread from other
 * accounts. Further tasks of the account wait without a thread.
 *
 * <p>Locking: the monitor is a leaf. Tasks are submitted, and messages logged, outside it.
 */
final class AccountTaskLimiter {

    private final int limit;
    private final Threads threads;
    private final WarningText warningText;
    private final AsynchronousLog log;

    /** Accounts with at least one task, guarded by this. */
    private final Map<String, Tasks> accounts = new HashMap<>();

    /**
     * Creates the limit of one application.
     *
     * @param limit how many tasks of an account may run at once
     */
    AccountTaskLimiter(int limit, Threads threads, WarningText warningText, AsynchronousLog log) {
        this.limit = limit;
        this.threads = threads;
        this.warningText = warningText;
        this.log = log;
    }

    /** Runs a task on a thread that may be blocked. */
    interface Threads {
        Future<?> run(Runnable task);
    }

    /** Formats the warning about an account whose tasks wait. */
    interface WarningText {
        String describe(String subject, int overdue, int waiting);
    }

    /** Tasks of one account. */
    private static final class Tasks {

        // linked, as an array that cannot grow for want of memory loses its elements
        private final Queue<Task> waiting = new ConcurrentLinkedQueue<>();
        private int running;
        private int overdue;
        private boolean reported;

        /** Tasks that could not be submitted, linked by {@link Task#next}: adding one allocates nothing. They run next. */
        private Task failed;

        private void removeFailed(Task task) {
            Task previous = null;
            for (Task one = failed; one != task; one = one.next) {
                previous = one;
            }
            if (previous == null) {
                failed = task.next;
            } else {
                previous.next = task.next;
            }
        }

        private boolean isIdle() {
            return failed == null && waiting.isEmpty();
        }
    }

    private enum Stage {
        WAITING,
        SUBMITTED,
        RUNNING,
        /** Cancelled, still running. */
        OVERDUE,
        OVER
    }

    private final class Task implements Cancellable {

        private final String account;

        // guarded by AccountTaskLimiter.this
        private Runnable work;
        private Stage stage = Stage.WAITING;
        private boolean interrupt;
        private Task next;
        private Future<?> thread;

        private Task(String account, Runnable work) {
            this.account = account;
            this.work = work;
        }

        private void run() {
            // no allocation between begin and try: a task that fails there would keep its slot
            Runnable begun = begin(this);
            if (begun == null) {
                return;
            }
            try {
                begun.run();
            } finally {
                complete(this);
            }
        }

        @Override
        public void cancel(boolean interrupt) {
            boolean waited = cancelTask(this, interrupt);
            try {
                Future<?> running = thread(this);
                if (running != null) {
                    running.cancel(interrupt);
                }
            } finally {
                startNext(account);
            }
            if (waited) {
                exhaustionWarning(account).ifPresent(message -> log.log(Level.WARNING, message));
            }
        }
    }

    /** Runs a task as soon as the account has a free slot. */
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
     * Returns the warning if cancelled tasks occupy all slots. Once, and only when a waiting task is cancelled: most cancelled tasks
     * return as soon as they are interrupted.
     */
    private synchronized Optional<String> exhaustionWarning(String account) {
        Tasks tasks = accounts.get(account);
        if (tasks == null || tasks.overdue < limit || tasks.reported) {
            return Optional.empty();
        }
        String message = warningText.describe(subject(account), tasks.overdue, tasks.waiting.size() + 1);
        tasks.reported = true;
        return Optional.of(message);
    }

    /** Names an account at the beginning of a sentence. */
    static String subject(String account) {
        return account.isEmpty() ? "The default account" : "Account \"" + account + "\"";
    }

    /** Starts waiting tasks. Never throws, as a task may belong to another session. A task that cannot be submitted runs next. */
    private void startNext(String account) {
        Task next = null;
        try {
            for (next = next(account); next != null; next = next(account)) {
                started(next, threads.run(next::run));
            }
        } catch (Throwable e) {
            putBack(next);
            FailSafeLog.report(e);
        }
    }

    private synchronized void putBack(Task task) {
        if (task != null && task.stage == Stage.SUBMITTED) {
            Tasks tasks = accounts.get(task.account);
            tasks.running--;
            task.next = tasks.failed;
            tasks.failed = task;
            task.stage = Stage.WAITING;
        }
    }

    private synchronized Task next(String account) {
        Tasks tasks = accounts.get(account);
        if (tasks == null || tasks.running >= limit || tasks.isIdle()) {
            return null;
        }
        Task next = tasks.failed;
        if (next == null) {
            next = tasks.waiting.remove();
        } else {
            tasks.failed = next.next;
        }
        next.stage = Stage.SUBMITTED;
        tasks.running++;
        return next;
    }

    /** Records that a task was submitted. */
    private void started(Task task, Future<?> thread) {
        boolean interrupt;
        synchronized (this) {
            task.thread = thread;
            interrupt = task.interrupt && task.stage == Stage.OVERDUE;
        }
        if (interrupt) {
            // cancelled before its thread was known
            thread.cancel(true);
        }
    }

    /** Returns null if the task was cancelled. */
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

    private void complete(Task task) {
        synchronized (this) {
            leave(task);
        }
        startNext(task.account);
    }

    /** Releases the slot of a task. Call under the lock. */
    private void leave(Task task) {
        Tasks tasks = accounts.get(task.account);
        tasks.running--;
        tasks.overdue -= task.stage == Stage.OVERDUE ? 1 : 0;
        tasks.reported &= tasks.overdue > 0;
        end(task, tasks);
    }

    /** Returns whether the task was waiting. */
    private synchronized boolean cancelTask(Task task, boolean interrupt) {
        Tasks tasks = accounts.get(task.account);
        if (task.stage == Stage.WAITING) {
            if (!tasks.waiting.remove(task)) {
                tasks.removeFailed(task);
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
        // a session references the task until its next one
        task.work = null;
        if (tasks.running == 0 && tasks.isIdle()) {
            accounts.remove(task.account);
        }
    }
}
