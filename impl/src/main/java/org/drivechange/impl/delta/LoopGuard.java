// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.util.List;
import org.drivechange.DriveItemChange;
import org.drivechange.impl.drive.ItemPage;

/**
 * Detects a round that does not end: its links repeat, or its pages bring nothing new. Uses constant memory (Brent's cycle
 * detection). Immutable.
 *
 * @param linkMark hash of the link that later ones are compared with
 * @param itemsMark hash of the items that later pages are compared with
 * @param steps pages since the marks were set
 * @param power pages after which the marks are set again
 * @param empty consecutive pages without items
 * @param repeats pages with the items of the mark since the marks were set
 */
record LoopGuard(long linkMark, long itemsMark, long steps, long power, int empty, int repeats) {

    /** Number of pages with the same items after which a round fails. */
    private static final int MAX_REPEATS = 100;

    /** Number of empty pages in a row after which a round fails. Of a large drive of which the account sees few items, Graph sends many. */
    private static final int MAX_EMPTY = 10_000;

    /** Returns the guard of a round that begins. */
    static LoopGuard initial() {
        return new LoopGuard(0, 0, 0, 1, 0, 0);
    }

    /** Returns the guard after a page that is not the last one of its round. */
    LoopGuard after(ItemPage page) {
        long items = hash(page.items());
        boolean none = page.items().isEmpty();
        int nextEmpty = none ? empty + 1 : 0;
        int nextRepeats = !none && items == itemsMark ? repeats + 1 : repeats;
        return steps + 1 == power
                ? new LoopGuard(hash(page.link().text()), items, 0, power * 2, nextEmpty, 0)
                : new LoopGuard(linkMark, itemsMark, steps + 1, power, nextEmpty, nextRepeats);
    }

    /** Returns whether the link of a page was read before, or too many pages brought no new item. */
    boolean loops(ItemPage page) {
        return (power > 1 && hash(page.link().text()) == linkMark) || empty >= MAX_EMPTY || repeats >= MAX_REPEATS;
    }

    private static long hash(List<DriveItemChange> items) {
        long hash = 1;
        for (DriveItemChange item : items) {
            hash = 31 * hash + hash(item.id());
            hash = 31 * hash + (item.eTag() == null ? 0 : hash(item.eTag()));
        }
        return hash;
    }

    private static long hash(String text) {
        long hash = 1;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }
}
