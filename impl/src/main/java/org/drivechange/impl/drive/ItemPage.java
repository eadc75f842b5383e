// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.drive;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drivechange.DriveItemChange;

/**
 * Page of a delta: its items, and either the link of the next page or the link of the next round.
 *
 * @param items items without the root, each id once, in the order of their last occurrences
 * @param link link of the next page or of the next round
 * @param last whether the link is that of the next round
 * @param receivedAt wall-clock time at which the page was received
 * @param pause time for which Graph asks the account to send no request, from the {@code RateLimit-*} headers
 */
public record ItemPage(
        List<DriveItemChange> items, PageLink link, boolean last, Instant receivedAt, Optional<Duration> pause) {

    public ItemPage {
        items = List.copyOf(items);
    }

    /** Returns the last state of each id, in the order of the last occurrences. */
    public static List<DriveItemChange> collapsed(List<DriveItemChange> items) {
        Map<String, DriveItemChange> last = new LinkedHashMap<>();
        for (DriveItemChange item : items) {
            last.remove(item.id());
            last.put(item.id(), item);
        }
        return last.size() == items.size() ? List.copyOf(items) : List.copyOf(last.values());
    }

    @Override
    public String toString() {
        return "ItemPage[" + items.size() + " items" + (last ? ", last" : "") + "]";
    }
}
