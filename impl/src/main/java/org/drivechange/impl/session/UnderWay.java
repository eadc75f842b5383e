// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

/** A task that has begun, or waits for a thread. */
public interface UnderWay {

    /**
     * Gives the task up. A task that has not begun never begins.
     *
     * @param interrupt whether a thread that runs it is interrupted
     */
    void cancel(boolean interrupt);
}
