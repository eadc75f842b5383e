// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import org.drivechange.DriveWatch;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.session.SessionPhase;

/** Is told how a session fares, in order, on its strand; must neither block nor throw. */
public interface SessionListener {

    /**
     * The session went from one state to another.
     *
     * @param from the phase before
     * @param to the phase now
     * @param shown what its watches show now
     */
    void stateChanged(SessionPhase from, SessionPhase to, DriveWatch.State shown);

    /**
     * Something failed, and the session goes on or tries again by itself.
     *
     * @param code the code of the failure
     */
    void failed(ErrorCode code);
}
