// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;
import java.util.Set;

/** Item change whose required components were checked by its builder. */
record ItemChangeRecord(
        Kind kind,
        DriveTarget target,
        String account,
        Instant at,
        long epoch,
        boolean baseline,
        String driveId,
        String id,
        Type type,
        String name,
        String parentId,
        String eTag,
        String cTag,
        String mimeType,
        String webUrl,
        String lastModifiedBy,
        Instant created,
        Instant lastModified,
        Long size,
        String json,
        Set<Change> changes,
        String previousName,
        String previousParentId,
        String path)
        implements DriveItemChange {

    @Override
    public String toString() {
        return "DriveItemChange[" + kind + " " + SanitizedText.of(this) + " at=" + at + " id=" + SanitizedText.of(id)
                + (name == null ? "" : " name=" + SanitizedText.of(name)) + (baseline ? " baseline" : "") + "]";
    }
}
