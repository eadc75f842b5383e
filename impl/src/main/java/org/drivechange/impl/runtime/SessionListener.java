// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import org.drivechange.DriveWatch;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.session.SessionPhase;

/** Receives state changes and failures, in order, on the session's executor. Must neither block nor throw. */
public interface SessionListener {

    /**
     * Called after a change of state.
     *
     * @param from the phase before
     * @param to the phase now
     * @param shown what its watches show now
     */
    void stateChanged(SessionPhase from, SessionPhase to, DriveWatch.State shown);

    /**
     * Called after a failure. The session continues or retries on its own.
     *
     * @param code code of the failure
     */
    void failed(ErrorCode code);
}
