// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import org.drivechange.DriveWatch;
import org.drivechange.impl.diagnostics.ErrorCode;

/** Is told how a session fares, in order, on its strand; must neither block nor throw. */
public interface SessionListener {

    /**
     * The session went from one state to another.
     *
     * @param from the name of the state before, such as {@code Connecting}
     * @param to the name of the state now
     * @param shown what its watches show now
     */
    void stateChanged(String from, String to, DriveWatch.State shown);

    /**
     * Something failed, and the session goes on or tries again by itself.
     *
     * @param code the code of the failure
     */
    void failed(ErrorCode code);
}
