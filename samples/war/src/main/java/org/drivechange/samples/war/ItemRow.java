// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.war;

import java.time.Instant;
import java.util.Locale;
import org.drivechange.DriveItemChange;

/**
 * Displayed properties of an item, as text.
 *
 * @param at when the item was read
 * @param size the size with its unit, empty if unknown
 * @param by who changed the item last, empty if unknown
 * @param modified when the item was changed last, null if unknown
 */
record ItemRow(Instant at, boolean deleted, String name, String type, String size, String by, Instant modified) {

    /**
     * Returns the row of an item.
     *
     * @param former the row of the item until now, null if there was none; a deleted item keeps its name and type
     */
    static ItemRow of(DriveItemChange item, ItemRow former) {
        boolean deleted = item.kind() == DriveItemChange.Kind.DELETED;
        if (deleted && former != null) {
            return new ItemRow(item.at(), true, former.name, former.type, former.size, former.by, former.modified);
        }
        return new ItemRow(
                item.at(),
                deleted,
                item.name() == null ? item.id() : item.name(),
                item.type().name().charAt(0) + item.type().name().substring(1).toLowerCase(Locale.ROOT),
                item.size() == null || item.type() == DriveItemChange.Type.FOLDER ? "" : size(item.size()),
                item.lastModifiedBy() == null ? "" : item.lastModifiedBy(),
                item.lastModified());
    }

    private static String size(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
