// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import org.drivechange.DriveTarget;

/** Requests a target's socket.io endpoint from Microsoft Graph. */
public interface SubscriptionClient {

    /** Sends a request. Blocks until there is a result or the thread is interrupted. */
    SubscriptionResult subscribe(DriveTarget target, AccessToken token) throws InterruptedException;
}
