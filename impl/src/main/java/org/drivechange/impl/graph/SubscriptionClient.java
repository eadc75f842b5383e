// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import org.drivechange.DriveTarget;

/** Asks Microsoft Graph for a target's socket.io endpoint. */
public interface SubscriptionClient {

    /** Blocks until there is an answer of whatever kind, or the thread is interrupted. */
    SubscriptionResult subscribe(DriveTarget target, AccessToken token) throws InterruptedException;
}
