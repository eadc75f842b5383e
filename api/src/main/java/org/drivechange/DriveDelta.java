// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;
import java.util.List;

/**
 * Event: one page of item changes, the unit of delivery and acknowledgement. The page is acknowledged when all observers of
 * this event and of its items have returned normally, asynchronous ones included. Until then it is delivered again, also
 * after a restart.
 *
 * <p>Pages of one target arrive in order. A later page supersedes an earlier one: an item may occur on several pages, and the
 * last state is the current one.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/driveitem-delta">Microsoft Graph, driveItem: delta</a>
 */
public sealed interface DriveDelta extends DriveEvent permits DeltaRecord {

    /**
     * Returns the items of the page. Each id occurs once. The root of the drive is omitted.
     *
     * @return an unmodifiable list, never null, possibly empty
     */
    List<DriveItemChange> items();

    /**
     * Whether the page is part of a full enumeration of the drive.
     *
     * @return true for a page of a baseline
     */
    boolean baseline();

    /**
     * Whether the page is the last one of its round or baseline.
     *
     * @return true for the last page; only then have all items of a baseline been delivered
     */
    boolean complete();

    /**
     * Creates a page, for tests that fire events.
     *
     * @param target the target, not null
     * @param account the account's name, {@code ""} for the default account, not null
     * @param at time at which the page was received, not null
     * @param epoch the fencing token in a cluster, else 0
     * @param baseline whether the page is part of a full enumeration
     * @param complete whether the page is the last one of its round
     * @param items the items, not null, copied
     * @return the event, never null
     */
    static DriveDelta of(
            DriveTarget target,
            String account,
            Instant at,
            long epoch,
            boolean baseline,
            boolean complete,
            List<DriveItemChange> items) {
        return new DeltaRecord(target, account, at, epoch, baseline, complete, items);
    }
}
