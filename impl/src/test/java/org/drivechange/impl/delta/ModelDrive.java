// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.drive.ItemPage;
import org.drivechange.impl.drive.PageLink;
import org.drivechange.impl.drive.PageRequest;
import org.drivechange.impl.drive.PageResult;
import org.drivechange.impl.graph.GraphFailure;

/**
 * Model of a drive and its delta for simulations. A link holds the number of the change up to which a reader has read, and the
 * number at which its round began.
 */
final class ModelDrive {

    static final URI GRAPH = URI.create("https://graph.example/v1.0");
    static final DriveTarget TARGET = DriveTarget.parse("/me/drive/root");

    private static final String LINK = GRAPH + "/drives/d/root/delta?token=";

    private record Entry(long change, String eTag, boolean deleted) {}

    private final Map<String, Entry> entries = new HashMap<>();
    private final int pageSize;
    private long changes;
    private long expiredBefore;

    ModelDrive(int pageSize) {
        this.pageSize = pageSize;
    }

    /** Creates, changes or deletes a random item. */
    void change(RandomGenerator random) {
        String id = "item-" + random.nextInt(30);
        boolean exists = entries.containsKey(id) && !entries.get(id).deleted();
        changes++;
        if (exists && random.nextInt(3) == 0) {
            entries.put(id, new Entry(changes, null, true));
        } else {
            entries.put(id, new Entry(changes, "e" + changes, false));
        }
    }

    /** Makes all links of the past invalid. */
    void expireLinks() {
        expiredBefore = changes + 1;
        changes++;
    }

    /** Replaces all items. Links of the past are invalid. */
    void replace(RandomGenerator random) {
        entries.clear();
        for (int i = random.nextInt(10); i > 0; i--) {
            change(random);
        }
        expireLinks();
    }

    /** Returns whether the request is for a link, which may lead to an empty page and the same position. */
    static boolean continues(PageRequest request) {
        return request.link().getQuery().startsWith("token=");
    }

    static boolean isLatest(PageRequest request) {
        return request.link().getQuery().endsWith("token=latest");
    }

    /** Returns a page without items, with another link to the position of the request. */
    static PageResult emptyPage(PageRequest request, long number, Instant now) {
        String[] parts = request.link().getQuery().substring("token=".length()).split("-", -1);
        return page(List.of(), LINK + parts[0] + "-" + parts[1] + "-" + parts[2] + "-" + number, false, now);
    }

    /** Returns the eTags of the existing items by id. */
    Map<String, String> items() {
        Map<String, String> items = new HashMap<>();
        entries.forEach((id, entry) -> {
            if (!entry.deleted()) {
                items.put(id, entry.eTag());
            }
        });
        return items;
    }

    PageResult read(PageRequest request, Instant now) {
        String query = request.link().getQuery();
        if (isLatest(request)) {
            return page(List.of(), link("", changes, changes), true, now);
        }
        int at = query.indexOf("token=");
        if (at < 0) {
            return enumerate(changes, 0, request, now);
        }
        String[] parts = query.substring(at + "token=".length()).split("-", -1);
        long begun = Long.parseLong(parts[1]);
        if (begun < expiredBefore) {
            return new PageResult.Failed(new GraphFailure(ErrorCode.DELTA_RESET, "resyncRequired"));
        }
        long from = Long.parseLong(parts[2]);
        return parts[0].equals("all") ? enumerate(begun, from, request, now) : changes(begun, from, request, now);
    }

    /** Enumerates existing items. The link at the end returns what changed since the enumeration began. */
    private PageResult enumerate(long begun, long from, PageRequest request, Instant now) {
        List<Map.Entry<String, Entry>> page = after(from, false);
        boolean last = page.size() <= pageSize;
        List<Map.Entry<String, Entry>> shown = last ? page : page.subList(0, pageSize);
        String next = last
                ? link("since", begun, begun)
                : link("all", begun, shown.get(pageSize - 1).getValue().change());
        return page(items(shown, request), next, last, now);
    }

    private PageResult changes(long begun, long from, PageRequest request, Instant now) {
        List<Map.Entry<String, Entry>> page = after(from, true);
        boolean last = page.size() <= pageSize;
        List<Map.Entry<String, Entry>> shown = last ? page : page.subList(0, pageSize);
        String next = last
                ? link("since", changes, changes)
                : link("since", begun, shown.get(pageSize - 1).getValue().change());
        return page(items(shown, request), next, last, now);
    }

    private List<Map.Entry<String, Entry>> after(long from, boolean deleted) {
        List<Map.Entry<String, Entry>> found = new ArrayList<>();
        entries.entrySet().stream()
                .filter(entry -> entry.getValue().change() > from)
                .filter(entry -> deleted || !entry.getValue().deleted())
                .sorted(Comparator.comparing(entry -> entry.getValue().change()))
                .forEach(found::add);
        return found;
    }

    private static List<DriveItemChange> items(List<Map.Entry<String, Entry>> shown, PageRequest request) {
        return shown.stream()
                .map(entry -> (entry.getValue().deleted()
                                ? DriveItemChange.deleted(TARGET, "d", entry.getKey())
                                : DriveItemChange.changed(TARGET, "d", entry.getKey()))
                        .eTag(entry.getValue().eTag())
                        .baseline(request.baseline())
                        .at(Instant.EPOCH)
                        .build())
                .toList();
    }

    private static String link(String kind, long begun, long from) {
        return LINK + (kind.isEmpty() ? "since" : kind) + "-" + begun + "-" + from;
    }

    private static PageResult page(List<DriveItemChange> items, String link, boolean last, Instant now) {
        return new PageResult.Received(new ItemPage(items, new PageLink(link), last, now, Optional.empty()));
    }
}
