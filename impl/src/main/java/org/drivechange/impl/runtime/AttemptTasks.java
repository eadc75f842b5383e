// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.util.HashMap;
import java.util.Map;

/** Pending tasks of a session's attempts, at most one of each. Used on the serial executor only. */
final class AttemptTasks {

    /** Expected number of concurrent attempts. Kept small because there may be thousands of sessions. */
    static final int EXPECTED_ATTEMPTS = 1;

    private final Map<Long, Cancellable> tasks = new HashMap<>(EXPECTED_ATTEMPTS);

    /** Replaces the task of an attempt. The previous one has completed. */
    void put(long attempt, Cancellable task) {
        tasks.put(attempt, task);
    }

    /** Returns whether the attempt has begun a task and was not abandoned. */
    boolean contains(long attempt) {
        return tasks.containsKey(attempt);
    }

    /** Cancels the task of an attempt, if any. */
    void cancel(long attempt, boolean interrupt) {
        Cancellable task = tasks.remove(attempt);
        if (task != null) {
            task.cancel(interrupt);
        }
    }
}
