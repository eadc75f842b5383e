// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import org.drivechange.DriveWatch;
import org.drivechange.impl.diagnostics.ErrorCode;

/** Receives state changes and failures, in order, on the session's executor. Must neither block nor throw. */
public interface SessionListener {

    /**
     * Called after a change of state.
     *
     * @param from name of the previous state, such as {@code Connecting}
     * @param to name of the current state
     * @param shown public state of the watches
     */
    void stateChanged(String from, String to, DriveWatch.State shown);

    /**
     * Called after a failure. The session continues or retries on its own.
     *
     * @param code code of the failure
     */
    void failed(ErrorCode code);
}
