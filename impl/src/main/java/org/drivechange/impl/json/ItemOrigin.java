// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import java.time.Instant;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveTarget;

/**
 * Values that the items of a page have in common.
 *
 * @param driveId id of the target's drive, for items without one
 * @param epoch fencing token in a cluster, else 0
 * @param baseline whether the page is part of a full enumeration
 * @param at time at which the page was received
 */
public record ItemOrigin(DriveTarget target, String account, String driveId, long epoch, boolean baseline, Instant at) {

    DriveItemChange.Builder item(boolean deleted, String itemDriveId, String id) {
        String drive = itemDriveId == null || itemDriveId.isEmpty() ? driveId : itemDriveId;
        DriveItemChange.Builder builder =
                deleted ? DriveItemChange.deleted(target, drive, id) : DriveItemChange.changed(target, drive, id);
        return builder.account(account).epoch(epoch).baseline(baseline).at(at);
    }
}
