// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.session.SessionPhase;

/** Receives changes of phase and failures, in order, on the session's executor. Must neither block nor throw. */
public interface SessionListener {

    /** Called after a change of phase. */
    void phaseChanged(SessionPhase from, SessionPhase to);

    /**
     * Called after a failure. The session continues or retries on its own.
     *
     * @param code code of the failure
     */
    void failed(ErrorCode code);
}
