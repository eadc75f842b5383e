// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.drive;

import java.time.Instant;

/**
 * State of an item.
 *
 * @param parentId null for the root
 * @param version grows with each change
 * @param contentVersion grows with each change of the content
 * @param deleted whether this is the last state of a deleted item
 */
public record DriveItem(
        String id,
        String parentId,
        String name,
        boolean folder,
        long size,
        int version,
        int contentVersion,
        Instant created,
        Instant modified,
        boolean deleted) {

    public boolean root() {
        return parentId == null;
    }

    DriveItem with(long newSize) {
        return new DriveItem(
                id, parentId, name, folder, newSize, version + 1, contentVersion + 1, created, modified, deleted);
    }

    DriveItem at(String newParentId, String newName) {
        return new DriveItem(
                id, newParentId, newName, folder, size, version + 1, contentVersion, created, modified, deleted);
    }

    DriveItem deleted(boolean nowDeleted) {
        return new DriveItem(
                id, parentId, name, folder, size, version + 1, contentVersion, created, modified, nowDeleted);
    }

    DriveItem modifiedAt(Instant time) {
        return new DriveItem(id, parentId, name, folder, size, version, contentVersion, created, time, deleted);
    }
}
