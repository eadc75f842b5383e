// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.drive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The items that the delta shows: the last visible revision of each. Not thread-safe. */
final class PublishedItems {

    private final Map<String, Revision> byId = new HashMap<>();

    private final NavigableMap<Long, Revision> bySequence = new TreeMap<>();

    private final Map<String, Integer> childCounts = new HashMap<>();

    private long last;

    void publish(Revision revision) {
        Revision former = byId.get(revision.item().id());
        if (former != null) {
            bySequence.remove(former.sequence());
            count(former.item(), -1);
        }
        Revision published = revision.after(former);
        byId.put(published.item().id(), published);
        bySequence.put(published.sequence(), published);
        count(published.item(), 1);
        last = published.sequence();
    }

    /** Returns the sequence number of the last visible change. */
    long last() {
        return last;
    }

    /** Returns the oldest changes after the cursor; an enumeration has no deleted items. */
    List<Revision> after(Cursor cursor, int limit) {
        return bySequence.tailMap(cursor.position(), false).values().stream()
                .filter(revision -> revision.concerns(cursor))
                .limit(limit)
                .toList();
    }

    /** Returns the items of a page: deleted items first, ancestors before their descendants, each item once. */
    List<PublishedItem> page(List<Revision> changes, boolean ancestors) {
        Map<String, DriveItem> page = new LinkedHashMap<>();
        changes.stream().map(Revision::item).filter(DriveItem::deleted).forEach(item -> page.put(item.id(), item));
        changes.stream()
                .flatMap(change -> line(change.item(), ancestors))
                .forEach(item -> page.putIfAbsent(item.id(), item));
        return page.values().stream().map(this::published).toList();
    }

    PublishedItem published(DriveItem item) {
        StringBuilder path = new StringBuilder();
        ancestors(item).stream().skip(1).forEach(folder -> path.append('/').append(folder.name()));
        return new PublishedItem(item, path.toString(), childCounts.getOrDefault(item.id(), 0));
    }

    /** Returns the item after its ancestors, or after the root alone. */
    private Stream<DriveItem> line(DriveItem item, boolean all) {
        List<DriveItem> ancestors = ancestors(item);
        return Stream.concat(
                ancestors.stream().limit(all ? ancestors.size() : 1).filter(folder -> !folder.deleted()),
                Stream.of(item));
    }

    /** Returns the visible ancestors, from the root. */
    private List<DriveItem> ancestors(DriveItem item) {
        Deque<DriveItem> found = new ArrayDeque<>();
        for (Revision at = parent(item); at != null; at = parent(at.item())) {
            found.addFirst(at.item());
        }
        return new ArrayList<>(found);
    }

    private Revision parent(DriveItem item) {
        return item.root() ? null : byId.get(item.parentId());
    }

    private void count(DriveItem item, int change) {
        if (!item.root() && !item.deleted()) {
            childCounts.merge(item.parentId(), change, Integer::sum);
        }
    }
}
