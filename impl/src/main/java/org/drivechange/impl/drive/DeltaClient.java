// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.drive;

import org.drivechange.DriveTarget;
import org.drivechange.impl.graph.AccessToken;

/** Requests drives and the pages of their deltas from Graph. The calls block until there is a result. */
public interface DeltaClient {

    /** Requests the drive of a target. */
    DriveResult resolve(DriveTarget target, AccessToken token) throws InterruptedException;

    /** Requests a page of a delta. */
    PageResult read(PageRequest request, AccessToken token) throws InterruptedException;
}
