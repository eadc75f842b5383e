// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

/** Handle of a task that is running or waiting for a thread. */
public interface Cancellable {

    /**
     * Cancels the task. A task that has not begun never begins.
     *
     * @param interrupt whether to interrupt the thread that runs it
     */
    void cancel(boolean interrupt);
}
