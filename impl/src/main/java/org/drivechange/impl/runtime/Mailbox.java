// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import org.drivechange.impl.session.Signal;

/** Passes signals to a session from any thread. */
interface Mailbox {

    /** Submits a signal to the session's serial executor. */
    void post(Signal signal);

    /**
     * Submits a signal, and processes it on the calling thread if the serial executor is idle.
     *
     * @param afterwards runs when the signal is processed, even if that fails
     */
    void postInline(Signal signal, Runnable afterwards);

    /** Records a frame that was lost for lack of memory. */
    void frameLost();
}
