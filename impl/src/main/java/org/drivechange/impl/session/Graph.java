// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import org.drivechange.DriveTarget;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphAnswer;

/** Asks Microsoft Graph for a target's socket.io endpoint. */
public interface Graph {

    /** Blocks until there is an answer of whatever kind, or the thread is interrupted. */
    GraphAnswer subscribe(DriveTarget target, AccessToken token) throws InterruptedException;
}
