// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

/** A task that has begun, or waits for a thread. */
public interface Cancellable {

    /**
     * Gives the task up. A task that has not begun never begins.
     *
     * @param interrupt whether a thread that runs it is interrupted
     */
    void cancel(boolean interrupt);
}
