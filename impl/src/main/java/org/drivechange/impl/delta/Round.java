// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Instant;
import org.drivechange.impl.drive.ItemPage;

/**
 * Round in progress.
 *
 * @param expectsItems whether a notification caused the round
 * @param restarted whether the round has begun again, because Graph refused the link of a page
 * @param guard detects a round that does not end
 * @param startedAt time at which the round began
 * @param items number of items received
 * @param reportedAt time of the last log line on its progress
 */
record Round(
        boolean expectsItems, boolean restarted, LoopGuard guard, Instant startedAt, long items, Instant reportedAt) {

    static Round begin(boolean expectsItems, Instant now) {
        return new Round(expectsItems, false, LoopGuard.initial(), now, 0, now);
    }

    /** Returns the round that begins again. */
    Round restarted(Instant now) {
        return new Round(expectsItems, true, LoopGuard.initial(), now, 0, now);
    }

    /** Returns the round after a page. */
    Round after(ItemPage page) {
        LoopGuard next = page.last() ? LoopGuard.initial() : guard.after(page);
        return new Round(
                expectsItems, restarted, next, startedAt, items + page.items().size(), reportedAt);
    }

    Round reported(Instant now) {
        return new Round(expectsItems, restarted, guard, startedAt, items, now);
    }
}
