// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import org.drivechange.impl.session.Signal;

/** Passes signals and tasks to a session from any thread. */
interface Mailbox {

    /** Runs a task on the session's serial executor. */
    void execute(Runnable task);

    /** Runs a task on the serial executor, on the calling thread if the executor is idle. */
    void executeInline(Runnable task);

    /** Processes a signal. Called on the serial executor only. */
    void process(Signal signal);

    /** Records a frame that was lost for lack of memory. */
    void frameLost();

    /** Submits a signal. May be called from any thread. */
    default void post(Signal signal) {
        execute(() -> process(signal));
    }
}
